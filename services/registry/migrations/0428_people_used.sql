-- Of whom other services speak by reference: a row for each event that says so.
create function make_people_used() returns void language plpgsql as $$
begin
    create table people_used_v1 (
        event_id text primary key,
        person_ref uuid not null
    );
    create index people_used_v1_person on people_used_v1 (person_ref);
end $$;

select make_people_used();
select begin_read_model('projection', 'people_used', 1, array['people_used']);
