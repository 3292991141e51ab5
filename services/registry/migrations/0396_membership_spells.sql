-- Of which chapters a membership says that it was, where, and by which kind of host: what is otherwise
-- than the chapter itself is put right.
create table membership_spells_v1 (
    membership_id uuid not null,
    since date not null,
    host_id uuid not null,
    place_id uuid not null,
    host_kind text not null,
    primary key (membership_id, since)
);
create index membership_spells_v1_host on membership_spells_v1 (host_id);
select begin_read_model('view', 'membership_spells', 1, array['membership_spells']);
