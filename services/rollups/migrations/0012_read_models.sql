-- What the cells were counted from before that was kept beside their marks. Later versions of the
-- tables come after this file, for it names what was live then.
select begin_read_model('projection', 'cells', 1, array['contributions', 'cells', 'freshness'], array[
    'hears vn.hieuhoc.funding.scholarship-awarded.v1',
    'hears vn.hieuhoc.recognition.candidacy-registered.v1',
    'hears vn.hieuhoc.recognition.candidacy-withdrawn.v1',
    'hears vn.hieuhoc.recognition.recognition-revoked.v1',
    'hears vn.hieuhoc.recognition.title-recognised.v1',
    'hears vn.hieuhoc.registry.clan-ended.v1',
    'hears vn.hieuhoc.registry.clan-registered.v1',
    'hears vn.hieuhoc.registry.class-held.v1',
    'hears vn.hieuhoc.registry.family-registered.v1']);
