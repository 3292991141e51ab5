create table centre_ratings_v1 (
    centre_id uuid not null, rating_year integer not null, rated_on date not null,
    place_id uuid not null, band_code text not null, score bigint, rater_code text not null,
    primary key (centre_id, rating_year, rated_on)
);
select begin_read_model('view', 'centre_ratings', 1, array['centre_ratings']);
