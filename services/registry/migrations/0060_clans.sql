create table clans_v1 (
    clan_id uuid primary key, place_id uuid not null, registered_on date not null, ended_on date
);
create index clans_v1_place on clans_v1 (place_id, clan_id);
