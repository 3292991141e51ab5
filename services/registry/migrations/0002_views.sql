create table families_by_place_v1 (
  family_id uuid primary key,
  place_id uuid not null,
  head_ref uuid not null,
  registered_on date not null
);
create index families_by_place_v1_place on families_by_place_v1 (place_id, family_id);

create table centres_by_place_v1 (
  centre_id uuid primary key,
  place_id uuid not null,
  established_on date not null,
  classes bigint not null default 0,
  attendances bigint not null default 0
);
create index centres_by_place_v1_place on centres_by_place_v1 (place_id, centre_id);
