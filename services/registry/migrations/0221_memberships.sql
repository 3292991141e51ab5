create table memberships_v1 (
    membership_id uuid primary key, place_id uuid not null, host_kind text not null,
    host_id uuid not null, person_ref uuid, since date not null, years int[],
    joined_on date not null, ended_on date
);
create index memberships_v1_place on memberships_v1 (place_id, membership_id);
select begin_read_model('view', 'memberships', 1, array['memberships']);
