-- For which row of which request a person was kept (row 0: for the request itself), and a digest,
-- under the vault's key, of what it said of the person. So a request sent many times keeps one
-- person, and one that says another person under the same key is told apart, for as long as the
-- vault holds the person.
create table kept_for (
  actor text not null,
  key text not null,
  row integer not null,
  person_ref uuid not null references people on delete cascade,
  digest bytea not null,
  kept_at timestamptz not null default now(),
  primary key (actor, key, row)
);
create index kept_for_of_person on kept_for (person_ref);
create index kept_for_to_forget on kept_for (kept_at);
alter table kept_for alter digest set statistics 0;

-- Keeps the people of a round, all of them, if what was decided on still stands; false: nothing was
-- kept, decide again. Rounds of all processes pass one after another.
create function keep_people(
    seen uuid[],               -- everybody who was known by the new people's identity numbers
    again uuid[],              -- people known already who are asked for again
    new_refs uuid[],           -- the new people
    place_ids uuid[],
    wrapped_keys bytea[],
    contents bytea[],
    identity_hashes bytea[],   -- empty: none
    phone_hashes bytea[],      -- empty: none
    foldings int[],
    syllable_hashes bytea[],
    syllable_refs uuid[],
    actors text[],             -- for what they are kept
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
        select from people p where p.identity_hash = any(identity_hashes)
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
    insert into people (person_ref, place_id, sealed, identity_hash, phone_hash, folding)
        select ref, place_id, content, nullif(identity, ''), nullif(phone, ''), folding
        from unnest(new_refs, place_ids, contents, identity_hashes, phone_hashes, foldings)
            as n (ref, place_id, content, identity, phone, folding)
        on conflict do nothing; -- the same call once more, its answer was lost
    insert into person_keys
        select * from unnest(new_refs, wrapped_keys) on conflict do nothing;
    insert into people_by_syllable (syllable_hash, person_ref)
        select * from unnest(syllable_hashes, syllable_refs) on conflict do nothing;
    insert into kept_for (actor, key, row, person_ref, digest)
        select * from unnest(actors, keys, rows, kept_refs, digests);
    return true;
end $$;
