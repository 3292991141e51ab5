-- Runs that do not count because another run of the same bearer does, which was on the books twice; what was
-- said of each last holds, by what was known on a day.
create table set_back_candidacies_v1 (
    position bigint primary key,
    bearer_kind text not null,
    bearer_id uuid not null,
    title text not null,
    title_year int not null,
    recorded_on date not null,              -- the civil day in Vietnam
    set_back boolean not null               -- false: it counts again
);
create index set_back_candidacies_v1_candidacy
    on set_back_candidacies_v1 (bearer_kind, bearer_id, title, title_year, position);
select begin_read_model('view', 'set_back_candidacies', 1, array['set_back_candidacies'], array[
    'hears recognition.candidacy-restated.v1']);
