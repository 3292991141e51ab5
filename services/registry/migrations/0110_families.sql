-- Families as they move: a row for each spell on the books of a hamlet; who belongs to them, and who
-- heads them after whom they were registered under. What was known of before is carried over.
-- As the view does: first its mark, then its table.
select true from view_marks where view = 'families_by_place' order by version for update;

create table families_by_place_v2 (
  family_id uuid not null,
  place_id uuid not null,
  head_ref uuid not null,
  registered_on date not null,
  since date not null,
  until date,
  primary key (family_id, since)
);
create table family_members_v2 (
  family_id uuid not null,
  person_ref uuid not null,
  joined_on date not null,
  left_on date,
  relation_code text not null,
  primary key (family_id, person_ref, joined_on)
);
create table family_heads_v2 (
  family_id uuid not null,
  head_ref uuid not null,
  since date not null,
  primary key (family_id, since)
);
insert into families_by_place_v2
  select family_id, place_id, head_ref, registered_on, registered_on, null from families_by_place_v1;
create index families_by_place_v2_place on families_by_place_v2 (place_id, family_id, since);
create index families_by_place_v2_head on families_by_place_v2 (head_ref, place_id, since);

-- What only version 2 hears stands in no log of before, so it goes on where version 1 was, and what was
-- set aside stays so. A process of before finds neither its mark nor its table and writes nothing.
update view_marks set version = 2 where view = 'families_by_place' and version = 1;
update view_facts_set_aside set version = 2 where view = 'families_by_place' and version = 1;
delete from read_models where kind = 'view' and name = 'families_by_place' and version < 2;
select begin_read_model('view', 'families_by_place', 2,
  array['families_by_place', 'family_members', 'family_heads'], array[
    'hears registry.family-corrected.v1', 'hears registry.family-ended.v1',
    'hears registry.family-head-named.v1', 'hears registry.family-joined.v1',
    'hears registry.family-member-corrected.v1', 'hears registry.family-member-joined.v1',
    'hears registry.family-member-left.v1', 'hears registry.family-member-withdrawn.v1',
    'hears registry.family-moved.v1', 'hears registry.family-registered.v1',
    'hears registry.family-withdrawn.v1']);
drop table families_by_place_v1;
