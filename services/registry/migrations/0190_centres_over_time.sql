-- Centres move, end and have names: the second generation of what is looked up says since when one is
-- where it is, until when, and how it was called. All that is there is carried over, with the mark of
-- the view and what was set aside for it; no centre had moved, ended or had a name before. A process
-- of before finds neither its mark nor its table and writes nothing.

-- As the view does: first its mark, then its table.
select true from view_marks where view = 'centres_by_place' order by version for update;

create table centres_by_place_v2 (
    centre_id uuid primary key, place_id uuid not null, since date not null,
    established_on date not null, ended_on date, classes bigint not null default 0,
    attendances bigint not null default 0
);
insert into centres_by_place_v2
select centre_id, place_id, established_on, established_on, null, classes, attendances
from centres_by_place_v1;
create index centres_by_place_v2_place on centres_by_place_v2 (place_id, centre_id);
create table centre_names_v2 (
    centre_id uuid not null, since date not null, name text not null, primary key (centre_id, since)
);

update view_marks set version = 2 where view = 'centres_by_place' and version = 1;
update view_facts_set_aside set version = 2 where view = 'centres_by_place' and version = 1;
delete from read_models where kind = 'view' and name = 'centres_by_place' and version < 2;
select begin_read_model('view', 'centres_by_place', 2, array['centres_by_place', 'centre_names'],
    array['hears registry.centre-corrected.v1', 'hears registry.centre-ended.v1',
        'hears registry.centre-established.v1', 'hears registry.centre-merged.v1',
        'hears registry.centre-moved.v1', 'hears registry.centre-renamed.v1',
        'hears registry.centre-withdrawn.v1', 'hears registry.class-held.v1']);
drop table centres_by_place_v1;
