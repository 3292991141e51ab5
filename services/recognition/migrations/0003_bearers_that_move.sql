-- Bearers that move: the second generation says on whose books a bearer was when, and to which part of
-- a place that was split it was allocated. The first kept where it was heard of first, whose day was
-- not told: it is the first of all. A process of before finds neither its mark nor its table and
-- writes nothing.

-- As the view does: first its mark, then its table.
select true from view_marks where view = 'places_by_bearer' order by version for update;

create table places_by_bearer_v2 (
    bearer_kind text not null,
    bearer_id uuid not null,
    place_id uuid not null,
    since date not null,
    until date,                              -- the first day no more
    primary key (bearer_kind, bearer_id, since)
);
create index places_by_bearer_v2_place on places_by_bearer_v2 (place_id);

create table allocations_by_bearer_v2 (
    bearer_kind text not null,
    bearer_id uuid not null,
    place_id uuid not null,
    to_place_id uuid not null,
    since date not null,
    primary key (bearer_kind, bearer_id, place_id, since)
);
create index allocations_by_bearer_v2_part on allocations_by_bearer_v2 (to_place_id, place_id);

insert into places_by_bearer_v2 (bearer_kind, bearer_id, place_id, since)
select bearer_kind, bearer_id, place_id, date '0001-01-01' from places_by_bearer_v1;

update view_marks set version = 2 where view = 'places_by_bearer' and version = 1;
update view_facts_set_aside set version = 2 where view = 'places_by_bearer' and version = 1;
delete from read_models where kind = 'view' and name = 'places_by_bearer' and version < 2;
select begin_read_model('view', 'places_by_bearer', 2, array['places_by_bearer', 'allocations_by_bearer'],
    array['hears recognition.bearer-allocated.v1', 'hears recognition.bearer-heard.v1',
        'hears recognition.bearer-moved.v1']);
drop table places_by_bearer_v1;

-- What happened at a place.
create index candidacies_by_bearer_v1_place on candidacies_by_bearer_v1 (place_id);
