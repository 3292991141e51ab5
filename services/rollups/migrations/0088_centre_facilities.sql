-- What centres have in a year is counted: nobody told of it before, so what was counted is as it would
-- be if it had been heard of from the beginning.
update read_models set fingerprint = array(
    select distinct line collate "C" from unnest(fingerprint || array[
        'hears vn.hieuhoc.registry.centre-equipped.v1',
        'hears vn.hieuhoc.registry.centre-facilities-withdrawn.v1',
        'part centre-facilities 1',
        'part centre-facility-numbers 1']) as line order by 1)
where kind = 'projection' and name = 'cells' and version = 2 and fingerprint is not null;
