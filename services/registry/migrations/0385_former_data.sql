-- What the vault said of somebody before an import put it right, for as long as the file of an import
-- is kept, so that its undo can say it again. It is the row as it was, under the key it had; it goes
-- with the person, and with the key of the correction.
alter table corrections add column undoable boolean not null default false;
alter table corrections add column was_wrapped_key bytea;
alter table corrections add column was_sealed bytea;
alter table corrections alter was_wrapped_key set statistics 0;
alter table corrections alter was_sealed set statistics 0;

create or replace function correct_person(correction uuid) returns void language plpgsql as $$
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
  if said.undoable then
    update corrections set was_sealed = people.sealed, was_wrapped_key = person_keys.wrapped_key
      from people join person_keys using (person_ref)
      where correction_id = correction and people.person_ref = said.person_ref;
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
