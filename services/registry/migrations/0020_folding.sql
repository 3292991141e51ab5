-- The version of the folding that made a person's syllable hashes. Rows of processes that do not
-- know of versions yet are of the first one, and are found by the worker, which hashes them anew.
alter table people add column folding integer not null default 1;
create index people_folded_before_2 on people (person_ref) where folding < 2;
