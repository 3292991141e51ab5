-- Sessions and classes say their programme, who organised them too, who worked along,
-- and how many who came are named: the second
-- generation of what is looked up has columns for it. All that is there is carried over, with the mark
-- of the view and what was set aside for it; nobody said so of any before. A process of before finds
-- neither its mark nor its table and writes nothing.

-- As the views do: first their marks, then their tables.
select true from view_marks where view in ('classes', 'sessions') order by view, version for update;

alter table sessions_v1 add column programme_code text, add column co_organiser_kinds text[],
    add column co_organiser_ids uuid[], add column partner_kinds text[],
    add column people bigint;
alter table sessions_v1 rename to sessions_v2;
alter index sessions_v1_place rename to sessions_v2_place;
alter table classes_v1 add column programme_code text, add column co_organiser_kinds text[],
    add column co_organiser_ids uuid[], add column partner_kinds text[],
    add column people bigint;
alter table classes_v1 rename to classes_v2;
alter index classes_v1_place rename to classes_v2_place;
update view_marks set version = 2 where view in ('classes', 'sessions') and version = 1;
update view_facts_set_aside set version = 2 where view in ('classes', 'sessions') and version = 1;
delete from read_models where kind = 'view' and name in ('classes', 'sessions') and version < 2;
select begin_read_model('view', 'sessions', 2, array['sessions'], array[
    'hears registry.session-cancelled.v1', 'hears registry.session-corrected.v1',
    'hears registry.session-held.v1', 'hears registry.session-planned.v1',
    'hears registry.session-withdrawn.v1']);
select begin_read_model('view', 'classes', 2, array['classes'], array[
    'hears registry.class-cancelled.v1', 'hears registry.class-corrected.v1',
    'hears registry.class-held.v1', 'hears registry.class-held.v2',
    'hears registry.class-planned.v1', 'hears registry.class-withdrawn.v1']);
