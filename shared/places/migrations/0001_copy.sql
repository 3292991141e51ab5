-- A service's copy of the tree of places: one row per published event about a place.
-- `position` is the event's in registry's log; `line` counts rows as they came here, so that a
-- reader knows what it has not seen (a redriven event comes late, with a lower position).
--
-- Where a database was made while this file stood in messaging, the table is there already.
create table if not exists place_entries_v1 (
    line bigint generated always as identity primary key,
    position bigint not null unique,
    change text not null,
    place_id uuid not null,
    effective_on date,                      -- null: since before anyone recorded it
    recorded_on date not null,              -- the civil day in Vietnam
    level text,
    kind text,
    name text,
    code text,
    parent_id uuid,
    changed text not null default '',       -- attributes, with commas between them
    successor_id uuid,
    how text,
    document_number text
);
create index if not exists place_entries_v1_place on place_entries_v1 (place_id);
create index if not exists place_entries_v1_code on place_entries_v1 (code) where code is not null;
