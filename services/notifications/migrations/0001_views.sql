-- `status`: requested, accepted or rejected. No text and nobody's name: ids and codes only.
create table deliveries_v1 (
    delivery_id uuid primary key,
    position bigint not null unique,        -- of the request, in the log
    rule_code text not null,
    channel text not null,
    recipient_kind text not null,
    recipient_id uuid not null,
    place_id uuid not null,
    subject_id uuid not null,
    event_id uuid not null,
    requested_at timestamptz not null,
    status text not null default 'requested',
    reason_code text,
    settled_at timestamptz
);
create index deliveries_v1_unsettled on deliveries_v1 (channel, position)
    where status = 'requested';
create index deliveries_v1_place on deliveries_v1 (place_id, position);
