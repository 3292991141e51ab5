-- Searches ask within a set of places: the place stands beside the syllable and the phone, so that
-- their time depends on the places asked for and never on who lives elsewhere. The foreign key
-- keeps it that of the person.
create unique index people_and_place on people (person_ref, place_id);

alter table people_by_syllable
  drop constraint people_by_syllable_pkey,
  drop constraint people_by_syllable_person_ref_fkey,
  add column place_id uuid;
update people_by_syllable as syllable set place_id = people.place_id
  from people where people.person_ref = syllable.person_ref;
alter table people_by_syllable
  alter column place_id set not null,
  add primary key (syllable_hash, place_id, person_ref),
  add constraint people_by_syllable_person foreign key (person_ref, place_id)
    references people (person_ref, place_id) on update cascade on delete cascade;

-- Whoever keeps a person says the place once.
create function syllable_at_the_persons_place() returns trigger language plpgsql as $$
begin
  select place_id into new.place_id from people where person_ref = new.person_ref;
  return new;
end $$;
create trigger syllable_at_the_persons_place before insert on people_by_syllable
  for each row when (new.place_id is null) execute function syllable_at_the_persons_place();

drop index people_by_phone;
create index people_by_phone on people (phone_hash, place_id, person_ref);

-- Who shares an identity number with somebody.
create index people_of_place_by_number on people (place_id, identity_hash, person_ref)
  where identity_hash is not null;

-- The day in Vietnam on which a person's data were last changed; null: never. Whoever may look only
-- at what was until a day sees nobody who changed after it.
alter table people add column changed_on date;
create function person_changed() returns trigger language plpgsql as $$
begin
  new.changed_on := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
  return new;
end $$;
create trigger person_changed before update of sealed, identity_hash, phone_hash on people
  for each row execute function person_changed();

-- Since when a person is the head of a family of their place.
create index families_by_place_v1_head
  on families_by_place_v1 (head_ref, place_id, registered_on);
