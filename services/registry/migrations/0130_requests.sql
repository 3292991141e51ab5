-- Requests of persons about their data; what is due is looked for by its day.
create table requests_v1 (
    request_id uuid primary key, place_id uuid not null, person_ref uuid not null,
    kind_code text not null, channel_code text not null, received_on date not null,
    acknowledge_by date not null, due_on date not null, acknowledged_on date,
    answered_on date, outcome_code text, ground_code text
);
create index requests_v1_place on requests_v1 (place_id, due_on, request_id);
create index requests_v1_due on requests_v1 (due_on, request_id) where answered_on is null;
select begin_read_model('view', 'requests', 1, array['requests']);
