-- What every published event added, and the sums asked for. A code of a measure is text compared
-- byte by byte (services/rollups/measures/catalogue.py). Days are civil days in Vietnam.

-- Append-only. `topic` and `position` (ce_sequence) name the event; lineage asks by place and day.
create table contributions_v1 (
    topic text not null,
    position bigint not null,
    measure text collate "C" not null,
    place_id uuid not null,
    effective_on date not null,
    recorded_on date not null,
    value bigint not null,
    subject_id uuid not null
);
create index contributions_by_place_v1 on contributions_v1 (place_id, effective_on);

create table cells_v1 (
    measure text collate "C" not null,
    place_id uuid not null,
    effective_on date not null,
    recorded_on date not null,
    value bigint not null,
    primary key (measure, place_id, effective_on, recorded_on)
);

-- The latest instant at which something counted here was recorded by its service.
create table freshness_v1 (
    topic text primary key,
    recorded_at timestamptz not null
);

do $$
begin
    if exists (select from pg_roles where rolname = 'hieuhoc_application') then
        revoke update, delete on contributions_v1 from hieuhoc_application;
    end if;
end $$;
