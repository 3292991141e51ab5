-- Classes and sessions are told apart by their programme, too. Nobody said one of any that were counted
-- before: what was counted is as it would be if that had been asked from the beginning.
do $$
declare
    counted text;
begin
    foreach counted in array array['contributions_v2', 'cells_v2', 'allocated_v2'] loop
        execute format('update %I set dimensions = dimensions || %L
            where measure in (%L, %L, %L, %L) and dimensions not like %L', counted, '/',
            'classes', 'attendances', 'sessions', 'session-attendances', '%/%/%');
    end loop;
end $$;
update read_models set fingerprint = array(
    select distinct line collate "C" from unnest(
        array_remove(array_remove(array_remove(array_remove(fingerprint,
            'part classes 2'), 'part attendances 2'), 'part sessions 1'),
            'part session-attendances 1') || array[
        'part attendances 3',
        'part classes 3',
        'part session-attendances 2',
        'part sessions 2']) as line order by 1)
where kind = 'projection' and name = 'cells' and version = 2 and fingerprint is not null;
