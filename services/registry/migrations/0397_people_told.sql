-- How many who came are told to be named: what is otherwise than they are by now is put right.
create table people_told_v1 (held_id uuid primary key, people bigint not null);
select begin_read_model('view', 'people_told', 1, array['people_told']);
