-- Clans move: the second generation of what is looked up says since when one is where it is. All that
-- is there is carried over, with the mark of the view and what was set aside for it; no clan had moved
-- before. A process of before finds neither its mark nor its table and writes nothing.

-- As the view does: first its mark, then its table.
select true from view_marks where view = 'clans' order by version for update;

create table clans_v2 (
    clan_id uuid primary key, place_id uuid not null, since date not null,
    registered_on date not null, ended_on date
);
insert into clans_v2 select clan_id, place_id, registered_on, registered_on, ended_on from clans_v1;
create index clans_v2_place on clans_v2 (place_id, clan_id);

update view_marks set version = 2 where view = 'clans' and version = 1;
update view_facts_set_aside set version = 2 where view = 'clans' and version = 1;
delete from read_models where kind = 'view' and name = 'clans' and version < 2;
select begin_read_model('view', 'clans', 2, array['clans'], array[
    'hears registry.clan-corrected.v1', 'hears registry.clan-ended.v1',
    'hears registry.clan-moved.v1', 'hears registry.clan-registered.v1',
    'hears registry.clan-withdrawn.v1']);
drop table clans_v1;
