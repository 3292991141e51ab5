create table boards_v1 (
    board_id uuid primary key, place_id uuid not null, host_kind text not null, host_id uuid,
    name text not null, founded_on date not null, document_number text,
    into_board_id uuid, ended_on date
);
create index boards_v1_place on boards_v1 (place_id, board_id);
select begin_read_model('view', 'boards', 1, array['boards']);
