-- What the cells were counted from before that was kept beside their marks; 0020 has carried them
-- over into the tables of version 2 as they were.
delete from read_models where kind = 'projection' and name = 'cells' and version < 2;
select begin_read_model('projection', 'cells', 2, array['cells', 'contributions', 'freshness'], array[
    'hears vn.hieuhoc.funding.scholarship-awarded.v1',
    'hears vn.hieuhoc.recognition.candidacy-registered.v1',
    'hears vn.hieuhoc.recognition.candidacy-withdrawn.v1',
    'hears vn.hieuhoc.recognition.recognition-revoked.v1',
    'hears vn.hieuhoc.recognition.title-recognised.v1',
    'hears vn.hieuhoc.registry.clan-ended.v1',
    'hears vn.hieuhoc.registry.clan-registered.v1',
    'hears vn.hieuhoc.registry.class-held.v1',
    'hears vn.hieuhoc.registry.family-registered.v1',
    'part attendances 1', 'part clans 1', 'part classes 1', 'part families 1', 'part recognised 1',
    'part registered 1', 'part scholarship-amount 1', 'part scholarship-grants 1']);
