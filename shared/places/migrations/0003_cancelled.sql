-- What a document announced of a place may be cancelled: nobody told of that before, so the copy is
-- as it would be if it had been heard from the beginning.
update read_models set fingerprint = array(
    select distinct line collate "C" from unnest(fingerprint || array[
        'hears vn.hieuhoc.registry.place-changes-cancelled.v1']) as line order by 1)
where kind = 'projection' and name = 'places' and version = 1 and fingerprint is not null;
