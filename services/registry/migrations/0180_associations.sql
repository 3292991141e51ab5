create table associations_v1 (
    association_id uuid primary key, place_id uuid not null, level text not null,
    names jsonb not null, founded_on date not null, document_number text,
    into_association_id uuid, ended_on date
);
create index associations_v1_place on associations_v1 (place_id, association_id);
select begin_read_model('view', 'associations', 1, array['associations']);
