-- What each view was made of before that was kept beside its marks.
select begin_read_model('view', 'candidacies_by_bearer', 1, array['candidacies_by_bearer'], array[
    'hears recognition.candidacy-declined.v1', 'hears recognition.candidacy-registered.v1',
    'hears recognition.candidacy-waiting.v1', 'hears recognition.candidacy-withdrawn.v1',
    'hears recognition.recognition-revoked.v1', 'hears recognition.title-recognised.v1']);
select begin_read_model('view', 'places_by_bearer', 1, array['places_by_bearer'], array[
    'hears recognition.bearer-heard.v1']);
