create table members_by_day_v1 (
    host_id uuid not null, day date not null, change bigint not null, primary key (host_id, day)
);
select begin_read_model('view', 'members_by_day', 1, array['members_by_day']);
