-- The logs a topic's records come from, in the order in which they followed one another: the first
-- genuine record names the first, an operator every later one (`hieuhoc dead-letters successor`).
create table listener_logs (
    topic text not null,                  -- without the Kafka prefix
    number int not null,                  -- 1 for the first
    log_id uuid not null,
    since timestamptz not null default now(),
    primary key (topic, number),
    unique (topic, log_id)
);

-- Whose sequences a mark counts; null before the first record. A hearer that begins anew hears the
-- predecessor's records first, as they stand on the topic, then the successor's.
alter table listener_marks add column log_id uuid;

-- Which log a letter says it is of; for an operator, and to find a successor's.
alter table dead_letters add column log_id uuid;
create index dead_letters_of_log on dead_letters (topic, log_id) where state = 'parked';
