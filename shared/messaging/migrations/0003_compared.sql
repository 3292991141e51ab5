-- A log that published before this was kept: what it was compared as is not known, so it is to be
-- compared before it takes anything (eventstore/migrations/0004_proof.sql).
update log_head set compared_as = 'before this was kept'
where compared_as is null and exists (select from relay_mark where sent <> '{}');
