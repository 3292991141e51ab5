-- Records that could not be heard, kept whole until somebody redrives or discards them.
create table dead_letters (
    letter        bigint generated always as identity primary key,  -- the order of hearing
    projection    text        not null,
    version       int         not null,
    topic         text        not null,  -- without the Kafka prefix
    partition     int         not null,
    record_offset bigint      not null,
    record_hash   bytea       not null,
    subject       text,                  -- null: parked alone, nothing waits behind it
    event_type    text,
    sequence      bigint,
    reason        text        not null,
    detail        text        not null,
    key           bytea,
    value         bytea,
    headers       bytea       not null,
    state         text        not null default 'parked'
                  check (state in ('parked', 'redriven', 'discarded')),
    parked_at     timestamptz not null default now(),
    settled_at    timestamptz,
    unique (projection, version, topic, partition, record_offset, record_hash)
);

-- Asked by every batch, hence small: what was redriven is history only.
create index dead_letters_unsettled on dead_letters (projection, topic, partition)
    where state <> 'redriven';
