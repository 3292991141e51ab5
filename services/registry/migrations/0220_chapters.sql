create table chapters_v1 (
    chapter_id uuid primary key, place_id uuid not null, host_kind text not null,
    associations jsonb not null, names jsonb not null, founded_on date not null,
    into_chapter_id uuid, ended_on date
);
create index chapters_v1_place on chapters_v1 (place_id, chapter_id);
select begin_read_model('view', 'chapters', 1, array['chapters']);
