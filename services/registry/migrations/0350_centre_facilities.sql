create table centre_facilities_v1 (
    centre_id uuid not null, equipped_year integer not null, said_on date not null,
    place_id uuid not null, facilities jsonb not null,
    primary key (centre_id, equipped_year, said_on)
);
select begin_read_model('view', 'centre_facilities', 1, array['centre_facilities']);
