-- Each rebuild fills tables of its own, so that one that was given up for dead and goes on
-- nevertheless writes into nothing that another one uses.
create sequence rollup_rebuilds as int;

-- What is left of rebuilds that did not come to an end. Whoever of them still works on it is ended,
-- as far as it is this role's to end.
create function drop_abandoned_rebuilds() returns void language plpgsql as $$
declare
    abandoned text;
begin
    perform pg_terminate_backend(pid) from pg_stat_activity
    where usename = current_user and pid <> pg_backend_pid() and pid in (
        select lock.pid from pg_locks lock
        join pg_database on pg_database.oid = lock.database and datname = current_database()
        join pg_class on pg_class.oid = lock.relation
        where relname ~ '^(contributions|cells|freshness)_rebuilt');
    for abandoned in
        select tablename from pg_tables where schemaname = current_schema()
        and tablename ~ '^(contributions|cells|freshness)_rebuilt'
    loop
        execute format('drop table if exists %I', abandoned);
    end loop;
end $$;
