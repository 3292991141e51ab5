-- What each view was made of before that was kept beside its marks.
select begin_read_model('view', 'places', 1, array['places'], array[
    'hears registry.place-altered.v1', 'hears registry.place-ended.v1',
    'hears registry.place-established.v1', 'hears registry.place-succeeded.v1']);
select begin_read_model('view', 'families_by_place', 1, array['families_by_place'], array[
    'hears registry.family-registered.v1']);
select begin_read_model('view', 'centres_by_place', 1, array['centres_by_place'], array[
    'hears registry.centre-established.v1', 'hears registry.class-held.v1']);
select begin_read_model('view', 'classes_by_day', 1, array['classes_by_day'], array[
    'hears registry.class-held.v1']);
select begin_read_model('view', 'clans', 1, array['clans'], array[
    'hears registry.clan-ended.v1', 'hears registry.clan-registered.v1']);
-- It forgets people in the vault and has no table of its own.
select begin_read_model('view', 'erased_people', 1, array[]::text[], array[
    'hears registry.person-erased.v1']);
