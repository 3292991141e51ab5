-- Whose names left in one export: more references than a fact of the log may hold. Written before the
-- fact `personal-data-exported`, whose stream is the export; a row without it showed nothing.
create table exports (
  export_id uuid primary key,
  exported_at timestamptz not null default now(),
  person_refs uuid[] not null
);
