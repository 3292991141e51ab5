-- The register's own view of the places: one row per fact, read back as the dated tree.
-- `position` is the fact's in the log.
create table places_v1 (
    position bigint primary key,
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
create index places_v1_place on places_v1 (place_id);
create index places_v1_code on places_v1 (code) where code is not null;
