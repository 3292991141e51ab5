-- Funds are said to belong to a part of a split place too, in funding's log: a position names an
-- allocation together with its topic. What was kept until now was told by registry. Nobody told of
-- funds before, so what was counted is as it would be if they had been heard of from the beginning.
alter table allocations_v2 add column topic text not null default 'registry.allocations';

create or replace function make_allocation_tables(generation text) returns void
language plpgsql as $$
begin
    -- Append-only: a row or more for each event, whose topic and position tell it.
    execute format('create table allocations_%s (
        subject_id uuid not null,
        place_id uuid not null,
        position bigint not null,
        from_place_id uuid not null,
        to_place_id uuid not null,
        allocated_on date not null,
        recorded_on date not null,
        undoes boolean not null,
        topic text not null default ''registry.allocations'',
        constraint allocations_key_%1$s primary key (subject_id, place_id, position, allocated_on))',
        generation);

    execute format('create table allocated_%s (
        measure text collate "C" not null,
        dimensions text collate "C" not null,
        place_id uuid not null,
        to_place_id uuid not null,
        allocated_on date not null,
        effective_on date not null,
        recorded_on date not null,
        value bigint not null,
        constraint allocated_key_%1$s primary key
            (measure, dimensions, place_id, to_place_id, allocated_on, effective_on, recorded_on))',
        generation);

    if exists (select from pg_roles where rolname = 'hieuhoc_application') then
        execute format('revoke update, delete on allocations_%s from hieuhoc_application',
            generation);
    end if;
end $$;

update read_models set fingerprint = array(
    select distinct line collate "C" from unnest(fingerprint || array[
        'hears vn.hieuhoc.funding.fund-allocated.v1']) as line order by 1)
where kind = 'projection' and name = 'cells' and version = 2 and fingerprint is not null;
