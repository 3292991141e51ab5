-- Facts that a view of this service could not be told: kept by their position until somebody retries
-- or discards them. `subject` is what they speak of (the view says so, else the stream): later facts
-- of the same subject wait behind, and are here too.
create table view_facts_set_aside (
    view text not null,
    version int not null,
    position bigint not null,
    stream_id uuid not null,
    subject text not null,
    type text not null,
    reason text not null check (reason in ('cannot-be-read', 'cannot-be-applied', 'behind-another')),
    detail text not null,
    state text not null default 'waiting' check (state in ('waiting', 'applied', 'discarded')),
    set_aside_at timestamptz not null default now(),
    settled_at timestamptz,
    primary key (view, version, position)
);

-- Asked for every page, hence small: what was applied after all is history only.
create index view_facts_unsettled on view_facts_set_aside (view, version, subject, position)
    where state <> 'applied';
