create table citizens_v1 (
    citizen_ref uuid primary key, person_ref uuid not null, place_id uuid not null,
    group_code text not null, since date not null, registered_on date not null, ended_on date
);
create index citizens_v1_place on citizens_v1 (place_id, citizen_ref);
create index citizens_v1_person on citizens_v1 (person_ref, place_id, since);
select begin_read_model('view', 'citizens', 1, array['citizens']);
