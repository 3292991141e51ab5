-- Associations say to whom their members and their funds go: the second generation of what is looked
-- up has a column for it. All that is there is carried over, with the mark of the view and what was
-- set aside for it; nobody said so of any before. A process of before finds neither its mark nor its
-- table and writes nothing.

-- As the view does: first its mark, then its table.
select true from view_marks where view = 'associations' order by version for update;

alter table associations_v1 add column handover jsonb;
alter table associations_v1 rename to associations_v2;
alter index associations_v1_place rename to associations_v2_place;
update view_marks set version = 2 where view = 'associations' and version = 1;
update view_facts_set_aside set version = 2 where view = 'associations' and version = 1;
delete from read_models where kind = 'view' and name = 'associations' and version < 2;
select begin_read_model('view', 'associations', 2, array['associations'], array[
    'hears registry.association-corrected.v1', 'hears registry.association-ended.v1',
    'hears registry.association-founded.v1', 'hears registry.association-merged.v1',
    'hears registry.association-renamed.v1', 'hears registry.association-withdrawn.v1',
    'hears registry.handover-announced.v1']);
