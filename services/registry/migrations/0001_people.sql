-- The people vault. A row is written before the fact that refers to it; erasing a person deletes
-- the row, and with it the key and every hash. `kept_at`: when somebody last asked to keep it; a
-- row no fact refers to a day later is an orphan.
create table people (
  person_ref uuid primary key,
  place_id uuid not null,
  sealed bytea not null,
  identity_hash bytea unique,
  phone_hash bytea,
  kept_at timestamptz not null default now()
);
create index people_by_phone on people (phone_hash);

create table person_keys (
  person_ref uuid primary key references people on delete cascade,
  wrapped_key bytea not null
);

create table people_by_syllable (
  syllable_hash bytea not null,
  person_ref uuid not null references people on delete cascade,
  primary key (syllable_hash, person_ref)
);
create index people_by_syllable_of_person on people_by_syllable (person_ref);
