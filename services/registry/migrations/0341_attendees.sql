create table attendees_v1 (
    held_id uuid not null, person_ref uuid not null, primary key (held_id, person_ref)
);
create index attendees_v1_person on attendees_v1 (person_ref);
select begin_read_model('view', 'attendees', 1, array['attendees']);
