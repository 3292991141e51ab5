-- How many of a kind a place states for a day; one row for each place, kind and day.
create table populations_v1 (
    population_id uuid primary key, place_id uuid not null, population_kind text not null,
    counted_on date not null, number bigint not null, source_code text, document_number text
);
create index populations_v1_place on populations_v1 (place_id, counted_on, population_kind);
select begin_read_model('view', 'populations', 1, array['populations']);
