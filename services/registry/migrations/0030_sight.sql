-- What each centre held by day, for whoever sees it until a day only. Filled from the log.
create table classes_by_day_v1 (
  centre_id uuid not null,
  held_on date not null,
  classes bigint not null,
  attendances bigint not null,
  primary key (centre_id, held_on)
);
