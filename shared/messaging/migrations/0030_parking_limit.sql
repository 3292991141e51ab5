-- The subjects of records parked one after the other because of a fault of the program, since one
-- was last applied. With the mark, so that who begins anew does not count from nothing.
alter table listener_marks add column run text[] not null default '{}';

-- Where a listener stopped because they were too many. The open one of a partition holds while the
-- mark stands where it says; what ended stays, with who had the records parked all the same.
create table listener_pauses (
    pause        bigint generated always as identity primary key,
    projection   text        not null,
    version      int         not null,
    topic        text        not null,  -- without the Kafka prefix
    partition    int         not null,
    mark_offset  bigint      not null,  -- where the mark stands
    read_through bigint      not null,  -- the last record that was read: acceptance holds up to it
    subjects     int         not null,
    error        text        not null,  -- its type, nothing that a record holds
    paused_at    timestamptz not null default now(),
    accepted_by  text,
    accepted_at  timestamptz,
    ended_at     timestamptz
);
create unique index listener_pauses_open on listener_pauses (projection, version, topic, partition)
    where ended_at is null;
