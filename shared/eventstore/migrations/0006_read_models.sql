-- What each view and each listened projection counted, in lines that can be read, and which of its
-- versions is shown. Readers ask names without a version (SQL views that show the live tables);
-- whoever counts writes `<table>_v<version>`, and nothing while its code would count otherwise than
-- the lines here say. `fingerprint` is null until something was counted: who counts first names it.
create table read_models (
    kind text not null check (kind in ('view', 'projection')),
    name text not null,
    version int not null,
    fingerprint text[],
    primary key (kind, name)
);

-- Whether a mark of any version has moved. Those below 1 are of rebuilds.
create function read_model_was_counted(of_kind text, called text) returns boolean
language sql stable as $$
    select case of_kind
        when 'view' then exists (select from view_marks where view = called and position > 0)
        else exists (select from listener_marks
            where projection = called and version > 0 and record_offset >= 0)
    end
$$;

-- What is counted and the shape of the tables it is kept in, as they are now, line by line.
create function read_model_lines(counted text[], tables text[], of_version int) returns text[]
language plpgsql stable as $$
declare
    relations oid[] := array(
        select to_regclass(format('%I', bare || '_v' || of_version))::oid from unnest(tables) as bare);
begin
    return array(
        select line from (
            select unnest(counted) as line
            union all
            select format('table %s %s %s', bare, attname, format_type(atttypid, atttypmod))
                || case when attnotnull then ' not null' else '' end
            from pg_attribute join unnest(tables, relations) as told (bare, relation)
                on attrelid = relation
            where attrelid = any(relations) and attnum > 0 and not attisdropped
        ) as told order by line collate "C");
end $$;

-- How code that counts like this differs from what is live; empty: it does not.
create function read_model_differs(
    of_kind text, called text, of_version int, counted text[], tables text[]
) returns text[] language plpgsql stable as $$
declare
    live read_models;
    mine text[];
begin
    select * into live from read_models where (kind, name) = (of_kind, called);
    if live.fingerprint is null and read_model_was_counted(of_kind, called) then
        return array['nothing tells what was counted'];
    elsif live.version <> of_version then
        return array[format('version %s is live, not %s', live.version, of_version)];
    elsif live.fingerprint is null then
        return '{}';
    end if;
    mine := read_model_lines(counted, tables, of_version);
    if mine = live.fingerprint then
        return '{}';
    end if;
    return array(
        select 'new: ' || line from unnest(mine) as line where line <> all(live.fingerprint)
        union all
        select 'gone: ' || line from unnest(live.fingerprint) as line where line <> all(mine));
end $$;

-- The same, for whoever is about to count: what is live stays so until the transaction ends. Where
-- nothing was counted yet, it is from now on counted like this.
create function hold_read_model(
    of_kind text, called text, of_version int, counted text[], tables text[]
) returns text[] language plpgsql as $$
begin
    if not exists (
        select from read_models
        where (kind, name) = (of_kind, called) and fingerprint is not null
    ) and not read_model_was_counted(of_kind, called) then
        insert into read_models as live values
            (of_kind, called, of_version, read_model_lines(counted, tables, of_version))
        on conflict (kind, name) do update set fingerprint = excluded.fingerprint
            where live.fingerprint is null and live.version = excluded.version;
    end if;
    perform from read_models where (kind, name) = (of_kind, called) for share;
    return read_model_differs(of_kind, called, of_version, counted, tables);
end $$;

-- The names that readers ask, each showing the table of this version. No rights but to read: through
-- a view one writes with its owner's.
create function show_tables(tables text[], of_version int) returns void language plpgsql as $$
declare
    bare text;
begin
    perform hide_tables(tables);
    foreach bare in array tables loop
        execute format('create view %I as select * from %I', bare, bare || '_v' || of_version);
        if exists (select from pg_roles where rolname = 'hieuhoc_application') then
            execute format('revoke all on %I from hieuhoc_application', bare);
            execute format('grant select on %I to hieuhoc_application', bare);
        end if;
    end loop;
end $$;

-- Which table a name that readers ask shows now.
create function table_shown(bare text) returns regclass language sql stable as $$
    select refobjid::regclass from pg_rewrite
    join pg_depend on classid = 'pg_rewrite'::regclass and objid = pg_rewrite.oid
    where ev_class = to_regclass(bare) and refclassid = 'pg_class'::regclass
        and refobjid <> ev_class limit 1
$$;

create function hide_tables(tables text[]) returns void language plpgsql as $$
declare
    bare text;
begin
    foreach bare in array tables loop
        execute format('drop view if exists %I', bare);
    end loop;
end $$;

-- For migrations, once for each version whose tables they make: shows it where nothing was counted
-- yet, and changes nothing where an older version is live, for that is shown until a rebuild. What
-- was counted before this table was there was counted as `counted` says.
create function begin_read_model(
    of_kind text, called text, of_version int, tables text[], counted text[] default '{}'
) returns void language plpgsql as $$
declare
    live read_models;
begin
    select * into live from read_models where (kind, name) = (of_kind, called);
    if live.fingerprint is not null or live.version >= of_version then
        return;
    end if;
    insert into read_models values (of_kind, called, of_version,
        case when read_model_was_counted(of_kind, called)
            then read_model_lines(counted, tables, of_version) end)
    on conflict (kind, name) do update
        set version = excluded.version, fingerprint = excluded.fingerprint;
    perform show_tables(tables, of_version);
end $$;
