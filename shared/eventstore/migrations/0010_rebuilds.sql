-- Rebuilds that are under way, or were ended before they were done: the next one goes on. What they
-- fill stands beside the live tables, in the schema `rebuild_<name>`.
create table rebuilds (
    number int generated always as identity primary key,  -- its marks and letters: version -number
    name text not null unique,             -- of the projection or view
    value text not null,                   -- of what: version, fingerprint, shape of the tables
    turn uuid not null,                    -- whose turn it is; nobody else writes into the copies
    filled boolean not null default false, -- a quicker filling is done, the projection goes on
    position bigint not null default 0,    -- of a view: up to where in the log
    told bigint not null default 0,        -- events or facts that it was told
    began_at timestamptz not null default now()
);
