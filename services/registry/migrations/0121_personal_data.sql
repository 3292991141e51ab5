-- Old identity numbers, of nine digits, beside the new ones: `identity_hash` is that of the new one,
-- or of the old one where there is no other. And who speaks for a minor.
alter table people
  add column old_identity_hash bytea,
  add column guardian_ref uuid;
create index people_by_old_identity on people (old_identity_hash)
  where old_identity_hash is not null;
create index people_by_guardian on people (guardian_ref) where guardian_ref is not null;

-- As `keep_people` of 0041, of people who may have two numbers and a guardian.
create function keep_people(
    seen uuid[],
    again uuid[],
    new_refs uuid[],
    place_ids uuid[],
    wrapped_keys bytea[],
    contents bytea[],
    identity_hashes bytea[],
    old_identity_hashes bytea[], -- empty: none
    phone_hashes bytea[],
    guardian_refs uuid[],        -- null: none
    foldings int[],
    syllable_hashes bytea[],
    syllable_refs uuid[],
    actors text[],
    keys text[],
    rows int[],
    kept_refs uuid[],
    digests bytea[]
) returns boolean language plpgsql as $$
declare
    still int;
begin
    perform pg_advisory_xact_lock(5120467733201785041);
    if exists (
        select from people p where p.identity_hash = any(identity_hashes || old_identity_hashes)
            and p.person_ref <> all(seen) and p.person_ref <> all(new_refs)
    ) or exists (
        select from people p where p.old_identity_hash = any(identity_hashes || old_identity_hashes)
            and p.person_ref <> all(seen) and p.person_ref <> all(new_refs)
    ) or exists (
        select from kept_for k
            join unnest(actors, keys, rows) as a (actor, key, row) using (actor, key, row)
    ) then
        return false;
    end if;
    update people set kept_at = now() where person_ref = any(again);
    get diagnostics still = row_count;
    if still < cardinality(again) then -- somebody was erased meanwhile
        return false;
    end if;
    insert into people (person_ref, place_id, sealed, identity_hash, old_identity_hash, phone_hash,
                        guardian_ref, folding)
        select ref, place_id, content, nullif(identity, ''), nullif(old, ''), nullif(phone, ''),
            guardian, folding
        from unnest(new_refs, place_ids, contents, identity_hashes, old_identity_hashes,
                    phone_hashes, guardian_refs, foldings)
            as n (ref, place_id, content, identity, old, phone, guardian, folding)
        on conflict do nothing; -- the same call once more, its answer was lost
    insert into person_keys
        select * from unnest(new_refs, wrapped_keys) on conflict do nothing;
    insert into people_by_syllable (syllable_hash, person_ref)
        select * from unnest(syllable_hashes, syllable_refs) on conflict do nothing;
    insert into kept_for (actor, key, row, person_ref, digest)
        select * from unnest(actors, keys, rows, kept_refs, digests);
    return true;
end $$;
