-- Where bearers are that were on the books twice: wherever their survivor is.
create table survivors_by_bearer_v1 (
    bearer_kind text not null,
    bearer_id uuid not null,
    place_id uuid not null,
    since date not null,
    until date,                              -- the first day no more
    primary key (bearer_kind, bearer_id, since)
);
create index survivors_by_bearer_v1_place on survivors_by_bearer_v1 (place_id);
select begin_read_model('view', 'survivors_by_bearer', 1, array['survivors_by_bearer'], array[
    'hears recognition.bearer-merged.v1', 'hears recognition.bearer-unmerged.v1']);
