-- What was recorded of each candidacy, fact by fact: a status is asked for any day, as known on any.
create table candidacies_by_bearer_v1 (
    position bigint primary key,
    bearer_kind text not null,
    bearer_id uuid not null,
    title text not null,
    title_year int not null,
    status text not null,
    effective_on date not null,
    recorded_on date not null,              -- the civil day in Vietnam
    place_id uuid,                          -- of one that waits: where the bearer is said to live
    registration text,
    decision_number text,
    ground_code text
);
create index candidacies_by_bearer_v1_bearer
    on candidacies_by_bearer_v1 (bearer_kind, bearer_id, title, title_year, position);

create table places_by_bearer_v1 (
    bearer_kind text not null,
    bearer_id uuid not null,
    place_id uuid not null,
    primary key (bearer_kind, bearer_id)
);
