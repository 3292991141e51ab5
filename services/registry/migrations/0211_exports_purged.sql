-- Whose names left in an export is kept so many days and no longer: what is old is looked for by its
-- instant, and of the rest, once, whether a fact came after it.
alter table exports add column recorded boolean not null default false;
create index exports_by_age on exports (exported_at);
create index exports_not_recorded on exports (export_id) where not recorded;
