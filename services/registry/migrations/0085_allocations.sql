-- What was last said of each subject of a split place: from which place's books, to which part.
create table allocations_v1 (
    subject_id uuid primary key, place_id uuid not null, to_place_id uuid not null
);
create index allocations_v1_part on allocations_v1 (to_place_id);
select begin_read_model('view', 'allocations', 1, array['allocations']);
