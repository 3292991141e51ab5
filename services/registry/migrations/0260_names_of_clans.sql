-- Clans have names: the third generation of what is looked up says them. All that is there is carried
-- over, with the mark of the view and what was set aside for it; no clan had a name before. A process
-- of before finds neither its mark nor its table and writes nothing.

-- As the view does: first its mark, then its table.
select true from view_marks where view = 'clans' order by version for update;

alter table clans_v2 add column name text;
alter table clans_v2 rename to clans_v3;
alter index clans_v2_place rename to clans_v3_place;
update view_marks set version = 3 where view = 'clans' and version = 2;
update view_facts_set_aside set version = 3 where view = 'clans' and version = 2;
delete from read_models where kind = 'view' and name = 'clans' and version < 3;
select begin_read_model('view', 'clans', 3, array['clans'], array[
    'hears registry.clan-corrected.v1', 'hears registry.clan-ended.v1',
    'hears registry.clan-moved.v1', 'hears registry.clan-name-corrected.v1',
    'hears registry.clan-registered.v1', 'hears registry.clan-withdrawn.v1']);
