create table sessions_v1 (
    session_id uuid primary key, place_id uuid not null, organiser_kind text not null,
    organiser_id uuid not null, topic_code text not null, day date not null, planned_on date,
    held_on date, attendances bigint, cost_dong bigint, cancelled_on date
);
create index sessions_v1_place on sessions_v1 (place_id, session_id);
select begin_read_model('view', 'sessions', 1, array['sessions']);
