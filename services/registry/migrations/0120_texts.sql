-- What officers write in their own words (reasons, notes): each text under a key of its own, apart
-- from all facts, which hold its id. A row is written before the fact that attaches it; one that no
-- fact attaches a day later is an orphan. Whoever a text is about takes it along when erased.
create table texts (
  text_id uuid primary key,
  wrapped_key bytea not null,
  sealed bytea not null,
  kept_at timestamptz not null default now(),   -- when somebody last asked to keep it
  attached boolean not null default false,      -- the sweep saw the fact
  -- for which row of which request it was kept, and a digest under the vault's key of what that
  -- said; forgotten with the keys of requests
  actor text,
  key text,
  row integer,
  digest bytea,
  unique (actor, key, row)
);
create index texts_not_attached on texts (text_id) where not attached;
create index texts_with_key on texts (kept_at) where actor is not null;

create table people_of_texts (
  person_ref uuid not null references people on delete cascade,
  text_id uuid not null references texts on delete cascade,
  primary key (person_ref, text_id)
);
create index people_of_texts_by_text on people_of_texts (text_id);

create function text_goes_with_its_person() returns trigger language plpgsql as $$
begin
  delete from texts where text_id = old.text_id;
  return null;
end $$;
create trigger text_goes_with_its_person after delete on people_of_texts
  for each row execute function text_goes_with_its_person();

-- The server's samples of a column outlive the row.
alter table texts alter wrapped_key set statistics 0;
alter table texts alter sealed set statistics 0;
alter table texts alter digest set statistics 0;
