-- Centres are rated: nobody told of a rating before, so what was counted is as it would be if they had
-- been heard of from the beginning.
update read_models set fingerprint = array(
    select distinct line collate "C" from unnest(fingerprint || array[
        'hears vn.hieuhoc.registry.centre-rated.v1',
        'hears vn.hieuhoc.registry.centre-rating-withdrawn.v1',
        'part centres-rated 1']) as line order by 1)
where kind = 'projection' and name = 'cells' and version = 2 and fingerprint is not null;
