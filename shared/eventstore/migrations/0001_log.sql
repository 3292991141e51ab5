-- The log of one service, and what belongs to it.
--
-- Two roles. The owner is whoever runs `migrate`; the tables and the append function are its own.
-- Services connect as a login role that is a member of `hieuhoc_application` (grant it once, when
-- the database is made), which may read the log and call append_to_log, and nothing else with it:
-- the function runs with the owner's rights. `migrate` makes the group role when it may; where
-- roles are made elsewhere (CloudNativePG) it finds it. With one superuser only (the laptop) all
-- works too: the triggers below still say no to changing what was written.

do $$
begin
    if not exists (select from pg_roles where rolname = 'hieuhoc_application') then
        create role hieuhoc_application nologin;
    end if;
exception
    -- Another database of this server is being migrated right now, or roles are made elsewhere.
    when duplicate_object or unique_violation or insufficient_privilege then null;
end $$;

create table log (
    position bigint primary key,
    stream_id uuid not null,
    version bigint not null,
    type text not null,
    data bytea not null check (octet_length(data) <= 262144),
    recorded_at timestamptz not null,
    actor text not null,
    correlation_id uuid not null,
    causation_id uuid,
    traceparent text,
    unique (stream_id, version)
);

-- One row. Its random log_id makes event ids of two logs differ, also after a restore elsewhere.
-- `format` is that of log_format.py; it begins here, so that no log is ever without it.
create table log_head (
    log_id uuid not null default gen_random_uuid(),
    format int not null default 2,
    position bigint not null default 0,
    recorded_at timestamptz not null default 'epoch',
    halted text
) with (fillfactor = 10);
create unique index log_head_is_one_row on log_head ((true));
insert into log_head default values;

-- `lasting` keys (of events and imports) are never forgotten; those of HTTP live 30 days.
create table command_keys (
    actor text not null,
    key text not null,
    body_hash bytea not null,
    answer bytea not null,
    lasting boolean not null,
    recorded_at timestamptz not null,
    primary key (actor, key)
);
create index command_keys_to_forget on command_keys (recorded_at) where not lasting;

create table listener_marks (
    projection text not null,
    version int not null,
    topic text not null,
    partition int not null,
    record_offset bigint not null default -1,
    record_hash bytea not null default '',
    sequence bigint not null default 0,
    primary key (projection, version, topic, partition)
) with (fillfactor = 50);

create table view_marks (
    view text not null,
    version int not null,
    position bigint not null default 0,
    primary key (view, version)
) with (fillfactor = 50);

-- One link per append: `hash` covers the stored facts first..last and the link before (how:
-- 0002_append.sql and chain.py), `commands` says how many of the facts came of each command. The
-- verdicts (null: all won) answer a call that is repeated because its answer was lost after COMMIT.
create table chain (
    last bigint primary key,
    first bigint not null,
    hash bytea not null,
    commands int[] not null,
    append_id uuid not null unique,
    verdicts smallint[]
);

create table snapshots (
    stream_id uuid not null,
    version bigint not null,
    type text not null,
    data bytea not null,
    primary key (stream_id, version, type)
);

create function refuse_to_change_history() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was recorded stays', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on log
    for each statement execute function refuse_to_change_history();
create trigger append_only before update or delete or truncate on chain
    for each statement execute function refuse_to_change_history();

do $$
begin
    if exists (select from pg_roles where rolname = 'hieuhoc_application') then
        grant usage on schema public to hieuhoc_application;
        grant select on log, log_head, command_keys, chain, migrations to hieuhoc_application;
        grant update (halted) on log_head to hieuhoc_application;
        grant delete on command_keys to hieuhoc_application;
        grant select, insert, update, delete on listener_marks, view_marks, snapshots
            to hieuhoc_application;
        -- Tables of later migrations are the service's own to write.
        alter default privileges
            grant select, insert, update, delete on tables to hieuhoc_application;
        alter default privileges grant usage on sequences to hieuhoc_application;
    end if;
end $$;
