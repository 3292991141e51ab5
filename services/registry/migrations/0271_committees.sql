create table committees_v1 (
    committee_id uuid primary key, place_id uuid not null, level text not null,
    agency_kind text not null, agency_id uuid, founded_on date not null, document_number text,
    into_committee_id uuid, ended_on date
);
create index committees_v1_place on committees_v1 (place_id, committee_id);
select begin_read_model('view', 'committees', 1, array['committees']);
