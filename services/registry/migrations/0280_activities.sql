create table activities_v1 (
    activity_id uuid primary key, place_id uuid not null, organiser_kind text not null,
    organiser_id uuid not null, activity_kind text not null, day date not null, first_on date,
    planned_on date, held_on date, attendances bigint, cancelled_on date
);
create index activities_v1_place on activities_v1 (place_id, activity_id);
select begin_read_model('view', 'activities', 1, array['activities']);
