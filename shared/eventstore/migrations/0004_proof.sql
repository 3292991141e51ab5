-- Whether this copy of the log is the one that the relay compared with Kafka, and a bound for clocks.

-- Which copy of the log this is, for as long as its server runs: another one after a restart, a
-- restore (into a new database or over this one), or when another server took over.
create function server_incarnation() returns text stable language plpgsql as $$
begin
    return (
        select concat_ws('/', d.oid, h.tableoid,
            left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8), -- the timeline
            extract(epoch from pg_catalog.pg_postmaster_start_time()))
        from pg_catalog.pg_database d cross join public.log_head h
        where d.datname = pg_catalog.current_database()
    );
end $$;

-- What `server_incarnation` answered when the relay last compared the log with Kafka; null: it has
-- never published.
alter table log_head add compared_as text;

-- While one stream is all there is (the places), statistics say that each stream is the whole log.
alter table log alter column stream_id set (n_distinct = -0.5);

-- As in 0002, with two more refusals. Code of before calls it without the last parameter, and takes
-- each of them for a halt.
drop function append_to_log;

-- Verdict of a command: 1 won, 2 its key was used, 3 lost a race, 4 a mark stood elsewhere.
create function append_to_log(
    append_key uuid,          -- the call's own id: repeated after a lost answer, it writes nothing
    clock timestamptz,
    command_units int[],      -- per command: its unit, counted from 1, ascending
    command_actors text[],
    command_correlations uuid[],
    command_causations uuid[],
    command_traceparents text[],
    lean_units int[],         -- per unit, ascending, and a unit before it on whose facts it was
    leans_on int[],           --   decided: it loses with it
    streams uuid[],           -- each stream once
    claim_commands int[],     -- per command and stream, ascending: the versions it wants there
    claim_streams int[],      --   (index into streams)
    claim_first bigint[],
    claim_last bigint[],      --   one less than the first: it was decided on that version only
    key_commands int[],       -- per command with a key, ascending; no key twice in one call
    key_actors text[],
    key_names text[],
    key_bodies bytea[],
    key_answers bytea[],
    key_lasting boolean[],
    fact_commands int[],      -- per fact, in the order in which the log shall hold them
    fact_streams uuid[],
    fact_versions bigint[],
    fact_types text[],
    fact_data bytea[],
    mark_moves jsonb,         -- [{unit, projection, …, old_…, new_…}], hashes in hex
    clock_ahead interval default interval '5 minutes', -- of the server's clock; null: however far
    out first_position bigint,
    out verdicts smallint[],  -- per command; null: all won
    out halted_by text,       -- why nothing may be written, then nothing was
    out refused_as text       --   halted, not-compared, clock-ahead; null: it was not refused
) language plpgsql security definer
set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off      -- a plan made while the tables were empty stays right when they grow
as $$
declare
    head log_head;
    moment timestamptz;
    current bigint[];
    before bigint[] := array_fill(null::bigint, array[cardinality(claim_commands)]);
    used boolean[];
    clean boolean[] := array_fill(true, array[cardinality(command_units)]);
    lean int := 1;
    move record;
    elsewhere int[] := '{}';
    unit int := 0;
    lost smallint := 0;
    known boolean;
    claim int := 1;
    key int := 1;
    unit_command int := 1;
    unit_claim int := 1;
    at bigint;
    all_won boolean := true;
    added int;
    facts_of_commands int[];
    link bytea;
begin
    perform pg_advisory_xact_lock(append_lock());
    select * into strict head from log_head;
    halted_by := head.halted;
    if halted_by is not null then
        refused_as := 'halted';
        return;
    end if;
    select c.first, c.verdicts into first_position, verdicts from chain c
        where c.append_id = append_key;
    if found then
        return;
    end if;
    if head.compared_as <> server_incarnation() then -- null: nothing of it was ever published
        refused_as := 'not-compared';
        halted_by := 'not compared with Kafka since this copy of the log was started';
        return;
    end if;
    if clock > now() + clock_ahead then
        refused_as := 'clock-ahead';
        halted_by := extract(epoch from clock - now())::bigint || ' s';
        return;
    end if;

    -- What the streams, keys and marks stand at.
    select array_agg(
        coalesce((select max(l.version) from log l where l.stream_id = s.id), -1) order by s.n
    ) into current from unnest(streams) with ordinality as s (id, n);
    select array_agg(
        exists (select from command_keys k where k.actor = a.actor and k.key = a.key) order by a.n
    ) into used from unnest(key_actors, key_names) with ordinality as a (actor, key, n);
    for move in select * from jsonb_to_recordset(mark_moves) as m (
        unit int, projection text, version int, topic text, partition int,
        old_offset bigint, old_hash text, old_sequence bigint
    ) loop
        -- A row locked by a redrive is passed over, not waited for: it counts as elsewhere.
        perform from listener_marks m
            where (m.projection, m.version, m.topic, m.partition)
                = (move.projection, move.version, move.topic, move.partition)
            and (m.record_offset, m.record_hash, m.sequence)
                = (move.old_offset, decode(move.old_hash, 'hex'), move.old_sequence)
            for update skip locked;
        if not found then
            elsewhere := elsewhere || move.unit;
        end if;
    end loop;

    -- The verdicts, in memory, one unit after the other.
    verdicts := array_fill(1::smallint, array[cardinality(command_units)]);
    for command in 1 .. cardinality(command_units) loop
        if command_units[command] <> unit then
            unit := command_units[command];
            unit_command := command;
            unit_claim := claim;
            lost := case when unit = any(elsewhere) then 4 else 0 end;
            while lean_units[lean] = unit loop
                if not clean[leans_on[lean]] then
                    lost := 3;
                end if;
                lean := lean + 1;
            end loop;
        end if;
        known := false;
        if key_commands[key] = command then
            known := used[key];
            key := key + 1;
            if known then
                verdicts[command] := 2;
                clean[unit] := false;
                all_won := false;
            end if;
        end if;
        while claim_commands[claim] = command loop
            at := null;
            if lost = 0 and not known then
                at := current[claim_streams[claim]];
                if claim_first[claim] = at + 1 or (at = -1 and claim_first[claim] = 1) then
                    current[claim_streams[claim]] := claim_last[claim];
                else
                    lost := 3;
                end if;
            end if;
            before[claim] := at;
            claim := claim + 1;
        end loop;
        if lost > 0 then
            clean[unit] := false;
            all_won := false;
            for undone in reverse claim - 1 .. unit_claim loop
                if before[undone] is not null then
                    current[claim_streams[undone]] := before[undone];
                    before[undone] := null;
                end if;
            end loop;
            for losing in unit_command .. command loop
                verdicts[losing] := lost;
            end loop;
        end if;
    end loop;

    -- The winners' facts, and the link that covers them.
    moment := greatest(clock, head.recorded_at);
    first_position := head.position + 1;
    if not all_won then
        select coalesce(array_agg(f.command order by f.n), '{}'),
            coalesce(array_agg(f.stream order by f.n), '{}'),
            coalesce(array_agg(f.version order by f.n), '{}'),
            coalesce(array_agg(f.type order by f.n), '{}'),
            coalesce(array_agg(f.data order by f.n), '{}')
        into fact_commands, fact_streams, fact_versions, fact_types, fact_data
        from unnest(fact_commands, fact_streams, fact_versions, fact_types, fact_data)
            with ordinality as f (command, stream, version, type, data, n)
        where verdicts[f.command] = 1;
    end if;
    added := cardinality(fact_commands);
    if added > 0 then
        insert into log
            select f.position, f.stream, f.version, f.type, f.data, moment,
                command_actors[f.command], command_correlations[f.command],
                command_causations[f.command], command_traceparents[f.command]
            from (
                select head.position + generate_series(1, added) as position,
                    unnest(fact_commands) as command, unnest(fact_streams) as stream,
                    unnest(fact_versions) as version, unnest(fact_types) as type,
                    unnest(fact_data) as data
            ) f;
        -- Whole columns: hashing row by row costs as much as writing the rows.
        select sha256(
            coalesce((select l.hash from chain l order by l.last desc limit 1), '')
            || int8send(first_position) || timestamptz_send(moment)
            || array_send(fact_streams) || array_send(fact_versions) || array_send(fact_types)
            || array_send(fact_data) || array_send(array_agg(c.facts order by c.command))
            || array_send(array_agg(command_actors[c.command] order by c.command))
            || array_send(array_agg(command_correlations[c.command] order by c.command))
            || array_send(array_agg(command_causations[c.command] order by c.command))
            || array_send(array_agg(command_traceparents[c.command] order by c.command))
        ), array_agg(c.facts order by c.command)
        into link, facts_of_commands
        from (
            select f.command, count(*)::int as facts from unnest(fact_commands) as f (command)
            group by f.command
        ) c;
    end if;

    -- Their keys and marks.
    insert into command_keys
        select k.actor, k.key, k.body, k.answer, k.lasting, moment
        from unnest(key_commands, key_actors, key_names, key_bodies, key_answers, key_lasting)
            as k (command, actor, key, body, answer, lasting)
        where all_won or verdicts[k.command] = 1;
    if mark_moves <> '[]' then
        update listener_marks m
            set record_offset = n.new_offset, record_hash = decode(n.new_hash, 'hex'),
                sequence = n.new_sequence
            from jsonb_to_recordset(mark_moves) as n (
                unit int, projection text, version int, topic text, partition int,
                new_offset bigint, new_hash text, new_sequence bigint
            )
            where (m.projection, m.version, m.topic, m.partition)
                = (n.projection, n.version, n.topic, n.partition)
            and not exists (
                select from unnest(command_units, verdicts) as c (unit, verdict)
                where c.unit = n.unit and c.verdict > 2
            );
    end if;
    if all_won then
        verdicts := null;
    end if;
    if added > 0 then
        update log_head set position = head.position + added, recorded_at = moment;
        insert into chain values (
            head.position + added, first_position, link, facts_of_commands, append_key, verdicts
        );
        perform pg_notify('log', '');
    end if;
end $$;

do $$
begin
    revoke execute on function append_to_log from public;
    if exists (select from pg_roles where rolname = 'hieuhoc_application') then
        grant execute on function append_to_log to hieuhoc_application;
        grant update (compared_as) on log_head to hieuhoc_application;
    end if;
end $$;
