-- Plans are on the books: nobody told of what is in any before, so what was counted is as it would be if
-- that had been heard of from the beginning.
update read_models set fingerprint = array(
    select distinct line collate "C" from unnest(fingerprint || array[
        'hears vn.hieuhoc.registry.plan-item-closed.v1',
        'hears vn.hieuhoc.registry.plan-item-corrected.v1',
        'hears vn.hieuhoc.registry.plan-item-reopened.v1',
        'hears vn.hieuhoc.registry.plan-item-set.v1',
        'hears vn.hieuhoc.registry.plan-item-withdrawn.v1',
        'part plan-items 1',
        'part plan-items-done 1']) as line order by 1)
where kind = 'projection' and name = 'cells' and version = 2 and fingerprint is not null;
