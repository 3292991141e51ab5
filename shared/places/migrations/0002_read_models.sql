-- What the copy of the tree was made of before that was kept beside its marks.
select begin_read_model('projection', 'places', 1, array['place_entries'], array[
    'hears vn.hieuhoc.registry.place-altered.v1',
    'hears vn.hieuhoc.registry.place-ended.v1',
    'hears vn.hieuhoc.registry.place-established.v1',
    'hears vn.hieuhoc.registry.place-succeeded.v1']);
