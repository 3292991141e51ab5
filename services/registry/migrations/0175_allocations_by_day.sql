-- Allocations by day: the second generation says from which day on a subject belongs to which part, so
-- that lists can be asked for any day. The first kept the last that was said, without its day: the
-- days stand in the log, of which all is carried over that the view had read. A process of before
-- finds neither its mark nor its table and writes nothing.

-- As the view does: first its mark, then its table.
select true from view_marks where view = 'allocations' order by version for update;

create table allocations_v2 (
    subject_id uuid not null, place_id uuid not null, to_place_id uuid not null, since date not null,
    primary key (subject_id, place_id, since)
);
create index allocations_v2_part on allocations_v2 (to_place_id, place_id);

-- Of a subject and a place, what was said later of the same day or an earlier one holds instead.
with said as (
    select position, (fact ->> 'subject_id')::uuid as subject_id,
        (fact ->> 'place_id')::uuid as place_id, (fact ->> 'to_place_id')::uuid as to_place_id,
        (fact ->> 'effective_on')::date as since
    from (
        select position, convert_from(data, 'UTF8')::jsonb as fact from log
        where type = 'registry.subject-allocated.v1'
            and position <= (select max(position) from view_marks where view = 'allocations')
            and position not in (
                select position from view_facts_set_aside where view = 'allocations' and state <> 'applied')) as told
)
insert into allocations_v2 select subject_id, place_id, to_place_id, since from said
where not exists (
    select from said later
    where (later.subject_id, later.place_id) = (said.subject_id, said.place_id)
        and later.position > said.position and later.since <= said.since);

update view_marks set version = 2 where view = 'allocations' and version = 1;
update view_facts_set_aside set version = 2 where view = 'allocations' and version = 1;
delete from read_models where kind = 'view' and name = 'allocations' and version < 2;
select begin_read_model('view', 'allocations', 2, array['allocations'],
    array['hears registry.subject-allocated.v1']);
drop table allocations_v1;
