-- Corrections of what the vault knows of people. A row is written before the fact that says there is
-- one; the view `corrected_people` puts it into place in the order of the log, and of the row only
-- what it was for is left. One that no fact speaks of a day later is an orphan.
create table corrections (
  correction_id uuid primary key,
  person_ref uuid not null references people on delete cascade,
  corrected_on date not null,
  reason_id uuid,
  wrapped_key bytea,             -- null, as all that follows: in place
  sealed bytea,
  identity_hash bytea,           -- empty: none
  old_identity_hash bytea,
  phone_hash bytea,
  guardian_ref uuid,
  folding integer not null,
  syllable_hashes bytea,         -- one behind the other, 32 bytes each
  kept_at timestamptz not null default now(),
  actor text,
  key text,
  row integer,
  digest bytea,                  -- under the vault's key
  unique (actor, key, row)
);
create index corrections_of_person on corrections (person_ref, correction_id);
create index corrections_waiting on corrections (correction_id) where sealed is not null;
create index corrections_with_key on corrections (kept_at) where actor is not null;
alter table corrections alter wrapped_key set statistics 0;
alter table corrections alter sealed set statistics 0;
alter table corrections alter identity_hash set statistics 0;
alter table corrections alter old_identity_hash set statistics 0;
alter table corrections alter phone_hash set statistics 0;
alter table corrections alter syllable_hashes set statistics 0;
alter table corrections alter digest set statistics 0;

create function correct_person(correction uuid) returns void language plpgsql as $$
declare
  said corrections;
begin
  -- the person first, as an erasure does
  perform from people where person_ref = (
    select person_ref from corrections where correction_id = correction
  ) for update;
  select * into said from corrections
    where correction_id = correction and sealed is not null for update;
  if not found then
    return;
  end if;
  update people set sealed = said.sealed, identity_hash = nullif(said.identity_hash, ''),
    old_identity_hash = nullif(said.old_identity_hash, ''),
    phone_hash = nullif(said.phone_hash, ''), guardian_ref = said.guardian_ref,
    folding = said.folding
    where person_ref = said.person_ref;
  update person_keys set wrapped_key = said.wrapped_key where person_ref = said.person_ref;
  delete from people_by_syllable where person_ref = said.person_ref;
  insert into people_by_syllable (syllable_hash, person_ref)
    select distinct substring(said.syllable_hashes from n * 32 + 1 for 32), said.person_ref
    from generate_series(0, length(said.syllable_hashes) / 32 - 1) as n;
  update corrections set wrapped_key = null, sealed = null, identity_hash = null,
    old_identity_hash = null, phone_hash = null, guardian_ref = null, syllable_hashes = null
    where correction_id = correction;
end $$;

-- It puts corrections into place and has no table of its own.
select begin_read_model('view', 'corrected_people', 1, array[]::text[], array[
    'hears registry.personal-data-corrected.v1']);
