-- Imports of lists. What holds data of people is sealed, each part under a key of its own: the file
-- (`file`), what the dry run and the run told of it, and page by page what became of its rows. All
-- of it goes 30 days after the import ended, or at once when it is dropped.
create table import_files (
  import_id uuid not null,
  part text not null,
  wrapped_key bytea not null,
  sealed bytea not null,
  kept_at timestamptz not null default now(),
  primary key (import_id, part)
);
alter table import_files alter wrapped_key set statistics 0;
alter table import_files alter sealed set statistics 0;

-- How far each has come; written together with the page of rows that it has come by.
create table import_progress (
  import_id uuid primary key,
  of_rows integer not null,
  new integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  rejected integer not null default 0,
  ask integer not null default 0,
  began_at timestamptz not null default now(),
  moved_at timestamptz not null default now()
);

create table imports_v1 (
  import_id uuid primary key, place_id uuid not null, list_kind text not null,
  listed_on date not null, submitted_on date not null, state text not null,
  reason_code text, closed_on date
);
create index imports_v1_place on imports_v1 (place_id, import_id);
create index imports_v1_open on imports_v1 (place_id, list_kind, import_id)
  where state in ('waiting', 'running');
create index imports_v1_closed on imports_v1 (closed_on) where closed_on is not null;
select begin_read_model('view', 'imports', 1, array['imports']);
