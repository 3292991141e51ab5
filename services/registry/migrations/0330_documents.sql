create table documents_v1 (
    document_id uuid primary key, place_id uuid not null, organiser_kind text not null,
    organiser_id uuid not null, document_kind text not null, document_number text not null,
    issued_on date not null, replaces_id uuid
);
create index documents_v1_place on documents_v1 (place_id, document_id);
create index documents_v1_number on documents_v1 (place_id, document_number);
select begin_read_model('view', 'documents', 1, array['documents']);
