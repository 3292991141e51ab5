-- How many more each holder (whoever has members) holds, from which day on. They are kept with the
-- cells: what was counted before this heard nothing of them, so that a rebuild is wanted where
-- something was counted.
create function make_holding_tables(generation text) returns void language plpgsql as $$
begin
    -- Append-only: a row or more for each event that says what is held, or that adds nothing at
    -- all; its position in its log tells that it was heard.
    execute format('create table holdings_%s (
        topic text not null,
        position bigint not null,
        measure text collate "C" not null,
        holder text collate "C" not null,
        effective_on date not null,
        recorded_on date not null,
        value bigint not null,
        subject_id uuid not null)', generation);
    if exists (select from pg_roles where rolname = 'hieuhoc_application') then
        execute format('revoke update, delete on holdings_%s from hieuhoc_application',
            generation);
    end if;
end $$;

-- For whoever counts: all of one holder.
create function index_holding_tables(generation text) returns void language plpgsql as $$
begin
    execute format('create index holdings_by_subject_%s on holdings_%1$s (subject_id)', generation);
    execute format('create index contributions_by_holder_%s on contributions_%1$s (subject_id)
        where dimensions = ''''', generation);
end $$;

select make_holding_tables('v2');
select index_holding_tables('v2');
select show_tables(array['holdings'], 2);
