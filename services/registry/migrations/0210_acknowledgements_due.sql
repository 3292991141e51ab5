-- Requests that are to be acknowledged are looked for by the day of that term.
create index requests_v1_to_acknowledge on requests_v1 (acknowledge_by, request_id)
    where acknowledged_on is null and answered_on is null;
