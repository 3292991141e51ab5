-- The day of a clan's head that was written wrongly is put right: the second generation of who belongs
-- to which clan hears it. All that is there is carried over, with the mark of the view and what was set
-- aside for it; no such day had been put right before. A process of before finds neither its mark nor
-- its tables and writes nothing.

-- As the view does: first its mark, then its tables.
select true from view_marks where view = 'clan_members' order by version for update;

alter table clan_members_v1 rename to clan_members_v2;
alter table clan_heads_v1 rename to clan_heads_v2;
update view_marks set version = 2 where view = 'clan_members' and version = 1;
update view_facts_set_aside set version = 2 where view = 'clan_members' and version = 1;
delete from read_models where kind = 'view' and name = 'clan_members' and version < 2;
select begin_read_model('view', 'clan_members', 2, array['clan_members', 'clan_heads'],
    array['hears registry.clan-head-corrected.v1', 'hears registry.clan-head-named.v1',
        'hears registry.clan-member-corrected.v1', 'hears registry.clan-member-joined.v1',
        'hears registry.clan-member-left.v1', 'hears registry.clan-member-withdrawn.v1']);
