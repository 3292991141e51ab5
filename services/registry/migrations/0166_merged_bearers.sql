-- Aliases of clans and establishments: no log of before has one, so the view is as it would be if it had
-- heard of them from the beginning.
update read_models set fingerprint = array(
    select distinct line collate "C" from unnest(fingerprint || array[
        'hears registry.clan-merged.v1', 'hears registry.clan-unmerged.v1',
        'hears registry.establishment-merged.v1',
        'hears registry.establishment-unmerged.v1']) as line order by 1)
where kind = 'view' and name = 'aliases' and version = 1 and fingerprint is not null;
