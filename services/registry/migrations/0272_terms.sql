create table terms_v1 (
    body_id uuid primary key, body_kind text not null, terms jsonb not null
);
select begin_read_model('view', 'terms', 1, array['terms']);
