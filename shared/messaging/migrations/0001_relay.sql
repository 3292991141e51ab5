-- How far the relay is: one row, moved only by the connection that holds the relay's lock.
--
-- `position`: every fact up to here is on Kafka. `sent`: per "topic/partition" (without prefix)
-- the sequence and the offset of the last record sent there, by which the relay sees that Kafka
-- lost what it had. `topics`: the id of each topic; a recreated one has another. `again_after`: an operator wants everything after this position sent again.
create table relay_mark (
    position bigint not null default 0,
    sent jsonb not null default '{}',
    topics jsonb not null default '{}',
    again_after bigint,
    moved_at timestamptz not null default now()
) with (fillfactor = 10);
create unique index relay_mark_is_one_row on relay_mark ((true));
insert into relay_mark default values;
