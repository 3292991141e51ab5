-- Who belongs to which clan from when to when, and who heads it since when.
create table clan_members_v1 (
    clan_id uuid not null, person_ref uuid not null, joined_on date not null, left_on date,
    primary key (clan_id, person_ref, joined_on)
);
create table clan_heads_v1 (
    clan_id uuid not null, head_ref uuid not null, since date not null,
    primary key (clan_id, since)
);
select begin_read_model('view', 'clan_members', 1, array['clan_members', 'clan_heads']);
