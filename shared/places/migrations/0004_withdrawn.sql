-- A place may be withdrawn: nobody told of that before, so the copy is as it would be if it had been
-- heard from the beginning.
update read_models set fingerprint = array(
    select distinct line collate "C" from unnest(fingerprint || array[
        'hears vn.hieuhoc.registry.place-withdrawn.v1']) as line order by 1)
where kind = 'projection' and name = 'places' and version = 1 and fingerprint is not null;
