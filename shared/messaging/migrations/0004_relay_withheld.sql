-- Facts that are never published, each by an operator's word (`hieuhoc relay withhold`).
create table relay_withheld (
    position bigint primary key,
    type text not null,
    subject text not null,
    reason text not null check (reason <> ''),
    withheld_by text not null check (withheld_by <> ''),
    withheld_at timestamptz not null default now()
);
create trigger append_only before update or delete or truncate on relay_withheld
    for each statement execute function refuse_to_change_history();
