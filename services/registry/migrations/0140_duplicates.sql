-- Which ids are aliases of which: `into_id` is what each was merged into, `survivor_id` the end.
create table aliases_v1 (
  alias_id uuid primary key,
  kind text not null,
  place_id uuid not null,
  into_id uuid not null,
  survivor_id uuid not null,
  survivor_place_id uuid not null,
  merged_on date not null,
  ground_code text not null
);
create index aliases_v1_place on aliases_v1 (place_id, alias_id);
create index aliases_v1_into on aliases_v1 (into_id);
create index aliases_v1_survivor on aliases_v1 (survivor_id);
select begin_read_model('view', 'aliases', 1, array['aliases']);

-- Pairs that look alike and are two; `one_id` is the lesser.
create table dismissed_pairs_v1 (
  pair_id uuid primary key,
  kind text not null,
  one_id uuid not null,
  other_id uuid not null,
  place_id uuid not null,
  dismissed_on date not null
);
create index dismissed_pairs_v1_ids on dismissed_pairs_v1 (one_id, other_id);
select begin_read_model('view', 'dismissed_pairs', 1, array['dismissed_pairs']);

-- Who of a place shares a phone with somebody, and who is of a place, in order.
create index people_of_place_by_phone on people (place_id, phone_hash, person_ref)
  where phone_hash is not null;
create index people_of_place on people (place_id, person_ref);
