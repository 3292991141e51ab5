create table establishments_v1 (
    establishment_id uuid primary key, place_id uuid not null, kind text not null, name text not null,
    since date not null, registered_on date not null, ended_on date
);
create index establishments_v1_place on establishments_v1 (place_id, establishment_id);
select begin_read_model('view', 'establishments', 1, array['establishments']);
