-- Begins a rebuild for the session that holds the turn (an advisory lock of this key): clears what
-- earlier ones left, makes empty tables, answers their number. Null: the turn is another's by now.
--
-- One call: whoever was frozen before it finds the turn gone and clears nothing of the next one's.
create function begin_rebuild(turn_key bigint, turn_pid int) returns int language plpgsql as $$
declare
    number int;
begin
    if not exists (
        select from pg_locks lock
        join pg_database on pg_database.oid = lock.database and datname = current_database()
        where locktype = 'advisory' and granted and pid = turn_pid
            and (classid::bigint << 32 | objid::bigint) = turn_key
    ) then
        return null;
    end if;
    perform drop_abandoned_rebuilds();
    delete from listener_marks where projection = 'cells' and version < 1;
    delete from dead_letters where projection = 'cells' and version < 1;
    number := nextval('rollup_rebuilds');
    perform make_rollup_tables('rebuilt_' || number);
    return number;
end $$;
