-- How officers said that lists are to be understood, remembered for the next list of the same
-- officer and kind with the same headings. Keys are hashes under the vault's key, of the officer
-- with the kind and of the headings; what is sealed are fields and numbers of columns, no words.
create table import_mappings (
  owner_key bytea not null,
  headings_key bytea not null,
  wrapped_key bytea not null,
  sealed bytea not null,
  kept_at timestamptz not null default now(),
  primary key (owner_key, headings_key)
);
