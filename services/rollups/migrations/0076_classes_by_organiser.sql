-- Classes are told apart by who organises them, too. All that were counted before were held by centres,
-- and nobody told of others: what was counted is as it would be if that had been asked from the beginning.
do $$
declare
    counted text;
begin
    foreach counted in array array['contributions_v2', 'cells_v2', 'allocated_v2'] loop
        execute format('update %I set dimensions = dimensions || %L
            where measure in (%L, %L) and dimensions not like %L',
            counted, '/centre', 'classes', 'attendances', '%/%');
    end loop;
end $$;
update read_models set fingerprint = array(
    select distinct line collate "C" from unnest(
        array_remove(array_remove(fingerprint, 'part classes 1'), 'part attendances 1') || array[
        'hears vn.hieuhoc.registry.class-corrected.v1',
        'hears vn.hieuhoc.registry.class-held.v2',
        'hears vn.hieuhoc.registry.class-withdrawn.v1',
        'part attendances 2',
        'part classes 2']) as line order by 1)
where kind = 'projection' and name = 'cells' and version = 2 and fingerprint is not null;
