-- Up to where the log stood once a command was recorded, with its key: a repeat is answered with the
-- first one's position. Null: a key of before, which nobody was told a position for.
alter table command_keys add position bigint;

-- As in 0004, but for that: the call's last fact or, of a call without facts, the log's.
do $$
declare
    before text := pg_get_functiondef('append_to_log'::regproc);
    after text := replace(before, 'k.lasting, moment', 'k.lasting, moment, head.position + added');
begin
    if after = before then
        raise exception 'append_to_log is not as in 0004';
    end if;
    execute after;
end $$;

-- Signs positions that are given out, so that only those come back; one for all processes of the
-- service, and none that anybody has to be told.
alter table log_head add receipt_key bytea not null
    default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
