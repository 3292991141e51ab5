-- What was said of how many of a kind a place has on a day: a row for each event, whose position in its
-- log tells it; of one place, kind and day the last holds. `number` null: it was withdrawn.
create function make_population_tables() returns void language plpgsql as $$
begin
    create table population_statements_v1 (
        position bigint primary key,
        place_id uuid not null,
        population_kind text collate "C" not null,
        counted_on date not null,
        number bigint,
        source_code text,
        document_number text,
        recorded_on date not null
    );
    create index population_statements_v1_place
        on population_statements_v1 (place_id, population_kind, counted_on, position);
    if exists (select from pg_roles where rolname = 'hieuhoc_application') then
        revoke update, delete on population_statements_v1 from hieuhoc_application;
    end if;
end $$;

select make_population_tables();
select begin_read_model('projection', 'population_statements', 1, array['population_statements']);
