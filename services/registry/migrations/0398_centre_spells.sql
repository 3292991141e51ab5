-- Where centres were, and since when: what they had in a year stands where they were in it.
create table centre_spells_v1 (
    centre_id uuid not null,
    since date not null,
    place_id uuid not null,
    primary key (centre_id, since)
);
create index centre_spells_v1_place on centre_spells_v1 (place_id);
select begin_read_model('view', 'centre_spells', 1, array['centre_spells']);
