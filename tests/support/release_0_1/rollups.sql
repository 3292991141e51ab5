
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE FUNCTION public.append_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '7523377975159973992'::bigint;

CREATE FUNCTION public.append_to_log(append_key uuid, clock timestamp with time zone, command_units integer[], command_actors text[], command_correlations uuid[], command_causations uuid[], command_traceparents text[], lean_units integer[], leans_on integer[], streams uuid[], claim_commands integer[], claim_streams integer[], claim_first bigint[], claim_last bigint[], key_commands integer[], key_actors text[], key_names text[], key_bodies bytea[], key_answers bytea[], key_lasting boolean[], fact_commands integer[], fact_streams uuid[], fact_versions bigint[], fact_types text[], fact_data bytea[], mark_moves jsonb, clock_ahead interval DEFAULT '00:05:00'::interval, OUT first_position bigint, OUT verdicts smallint[], OUT halted_by text, OUT refused_as text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $$
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

CREATE FUNCTION public.begin_rebuild(turn_key bigint, turn_pid integer) RETURNS integer
    LANGUAGE plpgsql
    AS $$
declare
    number int;
begin
    if not exists (
        select from pg_locks lock
        join pg_database on pg_database.oid = lock.database and datname = current_database()
        where locktype = 'advisory' and granted and pid = turn_pid
            and (classid::bigint << 32 | objid::bigint) = turn_key
    ) then
        return null;
    end if;
    perform drop_abandoned_rebuilds();
    delete from listener_marks where projection = 'cells' and version < 1;
    delete from dead_letters where projection = 'cells' and version < 1;
    number := nextval('rollup_rebuilds');
    perform make_rollup_tables('rebuilt_' || number);
    return number;
end $$;

CREATE FUNCTION public.drop_abandoned_rebuilds() RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    abandoned text;
begin
    perform pg_terminate_backend(pid) from pg_stat_activity
    where usename = current_user and pid <> pg_backend_pid() and pid in (
        select lock.pid from pg_locks lock
        join pg_database on pg_database.oid = lock.database and datname = current_database()
        join pg_class on pg_class.oid = lock.relation
        where relname ~ '^(contributions|cells|freshness)_rebuilt');
    for abandoned in
        select tablename from pg_tables where schemaname = current_schema()
        and tablename ~ '^(contributions|cells|freshness)_rebuilt'
    loop
        execute format('drop table if exists %I', abandoned);
    end loop;
end $$;

CREATE FUNCTION public.drop_rollup_tables(generation text) RETURNS void
    LANGUAGE plpgsql
    AS $_$
begin
    execute format('drop table if exists contributions_%s, cells_%1$s, freshness_%1$s',
        generation);
end $_$;

CREATE FUNCTION public.index_rollup_tables(generation text) RETURNS void
    LANGUAGE plpgsql
    AS $_$
begin
    execute format('create index contributions_by_place_%s on contributions_%1$s
        (place_id, effective_on)', generation);
end $_$;

CREATE FUNCTION public.make_rollup_tables(generation text) RETURNS void
    LANGUAGE plpgsql
    AS $_$
begin
    -- Append-only. `topic` and `position` (ce_sequence) name the event. No primary key: the marks
    -- of the listener keep an event from being counted twice, and a second guard here would cost
    -- a fifth of the speed.
    execute format('create table contributions_%s (
        topic text not null,
        position bigint not null,
        measure text collate "C" not null,
        place_id uuid not null,
        effective_on date not null,
        recorded_on date not null,
        value bigint not null,
        subject_id uuid not null)', generation);

    execute format('create table cells_%s (
        measure text collate "C" not null,
        place_id uuid not null,
        effective_on date not null,
        recorded_on date not null,
        value bigint not null,
        constraint cells_key_%1$s primary key (measure, place_id, effective_on, recorded_on))',
        generation);

    -- The latest instant at which something counted here was recorded by its service.
    execute format('create table freshness_%s (
        topic text constraint freshness_key_%1$s primary key,
        recorded_at timestamptz not null)', generation);

    if exists (select from pg_roles where rolname = 'hieuhoc_application') then
        execute format('revoke update, delete on contributions_%s from hieuhoc_application',
            generation);
    end if;
end $_$;

CREATE FUNCTION public.refuse_to_change_history() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% of % is refused: what was recorded stays', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

CREATE FUNCTION public.rename_rollup_tables(old text, new text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    execute format('alter table contributions_%s rename to contributions_%s', old, new);
    execute format('alter index contributions_by_place_%s rename to contributions_by_place_%s',
        old, new);
    execute format('alter table cells_%s rename to cells_%s', old, new);
    execute format('alter index cells_key_%s rename to cells_key_%s', old, new);
    execute format('alter table freshness_%s rename to freshness_%s', old, new);
    execute format('alter index freshness_key_%s rename to freshness_key_%s', old, new);
end $$;

CREATE FUNCTION public.server_incarnation() RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
begin
    return (
        select concat_ws('/', d.oid, h.tableoid,
            left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8), -- the timeline
            extract(epoch from pg_catalog.pg_postmaster_start_time()))
        from pg_catalog.pg_database d cross join public.log_head h
        where d.datname = pg_catalog.current_database()
    );
end $$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.cells_v1 (
    measure text NOT NULL COLLATE pg_catalog."C",
    place_id uuid NOT NULL,
    effective_on date NOT NULL,
    recorded_on date NOT NULL,
    value bigint NOT NULL
);

CREATE TABLE public.chain (
    last bigint NOT NULL,
    first bigint NOT NULL,
    hash bytea NOT NULL,
    commands integer[] NOT NULL,
    append_id uuid NOT NULL,
    verdicts smallint[]
);

CREATE TABLE public.command_keys (
    actor text NOT NULL,
    key text NOT NULL,
    body_hash bytea NOT NULL,
    answer bytea NOT NULL,
    lasting boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.command_keys ALTER COLUMN body_hash SET STATISTICS 0;

CREATE TABLE public.contributions_v1 (
    topic text NOT NULL,
    "position" bigint NOT NULL,
    measure text NOT NULL COLLATE pg_catalog."C",
    place_id uuid NOT NULL,
    effective_on date NOT NULL,
    recorded_on date NOT NULL,
    value bigint NOT NULL,
    subject_id uuid NOT NULL
);

CREATE TABLE public.dead_letters (
    letter bigint NOT NULL,
    projection text NOT NULL,
    version integer NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    record_offset bigint NOT NULL,
    record_hash bytea NOT NULL,
    subject text,
    event_type text,
    sequence bigint,
    reason text NOT NULL,
    detail text NOT NULL,
    key bytea,
    value bytea,
    headers bytea NOT NULL,
    state text DEFAULT 'parked'::text NOT NULL,
    parked_at timestamp with time zone DEFAULT now() NOT NULL,
    settled_at timestamp with time zone,
    log_id uuid,
    CONSTRAINT dead_letters_state_check CHECK ((state = ANY (ARRAY['parked'::text, 'redriven'::text, 'discarded'::text])))
);

ALTER TABLE public.dead_letters ALTER COLUMN letter ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.dead_letters_letter_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.freshness_v1 (
    topic text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);

CREATE TABLE public.listener_logs (
    topic text NOT NULL,
    number integer NOT NULL,
    log_id uuid NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.listener_marks (
    projection text NOT NULL,
    version integer NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    record_offset bigint DEFAULT '-1'::integer NOT NULL,
    record_hash bytea DEFAULT '\x'::bytea NOT NULL,
    sequence bigint DEFAULT 0 NOT NULL,
    log_id uuid
)
WITH (fillfactor='50');

CREATE TABLE public.log (
    "position" bigint NOT NULL,
    stream_id uuid NOT NULL,
    version bigint NOT NULL,
    type text NOT NULL,
    data bytea NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    correlation_id uuid NOT NULL,
    causation_id uuid,
    traceparent text,
    CONSTRAINT log_data_check CHECK ((octet_length(data) <= 262144))
);
ALTER TABLE ONLY public.log ALTER COLUMN stream_id SET (n_distinct=-0.5);

CREATE TABLE public.log_head (
    log_id uuid DEFAULT gen_random_uuid() NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    recorded_at timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    halted text,
    compared_as text
)
WITH (fillfactor='10');

CREATE TABLE public.migrations (
    folder text NOT NULL,
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.place_entries_v1 (
    line bigint NOT NULL,
    "position" bigint NOT NULL,
    change text NOT NULL,
    place_id uuid NOT NULL,
    effective_on date,
    recorded_on date NOT NULL,
    level text,
    kind text,
    name text,
    code text,
    parent_id uuid,
    changed text DEFAULT ''::text NOT NULL,
    successor_id uuid,
    how text,
    document_number text
);

ALTER TABLE public.place_entries_v1 ALTER COLUMN line ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.place_entries_v1_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relay_mark (
    "position" bigint DEFAULT 0 NOT NULL,
    sent jsonb DEFAULT '{}'::jsonb NOT NULL,
    topics jsonb DEFAULT '{}'::jsonb NOT NULL,
    again_after bigint,
    moved_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='10');

CREATE TABLE public.relay_withheld (
    "position" bigint NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    reason text NOT NULL,
    withheld_by text NOT NULL,
    withheld_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT relay_withheld_reason_check CHECK ((reason <> ''::text)),
    CONSTRAINT relay_withheld_withheld_by_check CHECK ((withheld_by <> ''::text))
);

CREATE SEQUENCE public.rollup_rebuilds
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.snapshots (
    stream_id uuid NOT NULL,
    version bigint NOT NULL,
    type text NOT NULL,
    data bytea NOT NULL
);

CREATE TABLE public.view_facts_set_aside (
    view text NOT NULL,
    version integer NOT NULL,
    "position" bigint NOT NULL,
    stream_id uuid NOT NULL,
    subject text NOT NULL,
    type text NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    set_aside_at timestamp with time zone DEFAULT now() NOT NULL,
    settled_at timestamp with time zone,
    CONSTRAINT view_facts_set_aside_reason_check CHECK ((reason = ANY (ARRAY['cannot-be-read'::text, 'cannot-be-applied'::text, 'behind-another'::text]))),
    CONSTRAINT view_facts_set_aside_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'applied'::text, 'discarded'::text])))
);

CREATE TABLE public.view_marks (
    view text NOT NULL,
    version integer NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL
)
WITH (fillfactor='50');

INSERT INTO public.cells_v1 VALUES ('families', '01a218aa-8b67-744b-b050-6db218881c62', '2022-01-04', '2026-11-26', 1);
INSERT INTO public.cells_v1 VALUES ('family.registered.new.2022', '01a218aa-8b67-744b-b050-6db218881c62', '2022-03-15', '2026-11-26', 1);
INSERT INTO public.cells_v1 VALUES ('family.recognised.2022', '01a218aa-8b67-744b-b050-6db218881c62', '2022-11-20', '2026-11-26', 1);

INSERT INTO public.contributions_v1 VALUES ('registry.families', 14, 'families', '01a218aa-8b67-744b-b050-6db218881c62', '2022-01-04', '2026-11-26', 1, '01a218aa-8c04-7682-99e8-10e79632b781');
INSERT INTO public.contributions_v1 VALUES ('recognition.candidacies', 3, 'family.registered.new.2022', '01a218aa-8b67-744b-b050-6db218881c62', '2022-03-15', '2026-11-26', 1, 'fa13fdf5-8711-5cef-b8ac-adf527a3c601');
INSERT INTO public.contributions_v1 VALUES ('recognition.candidacies', 4, 'family.recognised.2022', '01a218aa-8b67-744b-b050-6db218881c62', '2022-11-20', '2026-11-26', 1, 'fa13fdf5-8711-5cef-b8ac-adf527a3c601');

INSERT INTO public.freshness_v1 VALUES ('registry.families', '2026-11-26 16:22:39.880315+00');
INSERT INTO public.freshness_v1 VALUES ('recognition.candidacies', '2026-11-26 16:22:40.190076+00');

INSERT INTO public.listener_logs VALUES ('registry.places', 1, '7121d8fa-533e-4a73-a2b6-b33353de61ee', '2026-11-26 16:22:39.154224+00');
INSERT INTO public.listener_logs VALUES ('registry.families', 1, '7121d8fa-533e-4a73-a2b6-b33353de61ee', '2026-11-26 16:22:39.982235+00');
INSERT INTO public.listener_logs VALUES ('recognition.candidacies', 1, 'e2383d5e-d77f-43f5-8faf-fd2bab3a8184', '2026-11-26 16:22:40.123675+00');

INSERT INTO public.listener_marks VALUES ('cells', 1, 'funding.funds', 0, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'funding.funds', 1, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'funding.funds', 2, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'funding.funds', 3, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'funding.funds', 4, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'funding.funds', 5, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'recognition.candidacies', 0, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'recognition.candidacies', 2, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'recognition.candidacies', 3, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'recognition.candidacies', 4, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'recognition.candidacies', 5, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.centres', 0, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.centres', 1, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.centres', 2, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.centres', 3, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.centres', 4, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.centres', 5, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.families', 0, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.families', 1, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.families', 2, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.families', 3, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.families', 5, -1, '\x', 0, NULL);
INSERT INTO public.listener_marks VALUES ('places', 1, 'registry.places', 0, 12, '\xd938822fbb3c3cee65dff217787ae87d52ff76b73730f4664be5ad24087373f0', 13, '7121d8fa-533e-4a73-a2b6-b33353de61ee');
INSERT INTO public.listener_marks VALUES ('cells', 1, 'registry.families', 4, 0, '\x70371ead49590d534f2f4b95ad0d27e292642c87214ea5d125613cbb6cb04e8c', 14, '7121d8fa-533e-4a73-a2b6-b33353de61ee');
INSERT INTO public.listener_marks VALUES ('cells', 1, 'recognition.candidacies', 1, 1, '\x85424ec2da4caacc694900bafda3174dede08c6ef3b706141d7ec500b763f610', 4, 'e2383d5e-d77f-43f5-8faf-fd2bab3a8184');

INSERT INTO public.log_head VALUES ('0a1bbd5c-6e3f-4809-98f1-f8241de9a8b5', 0, '1970-01-01 00:00:00+00', NULL, NULL);

INSERT INTO public.migrations VALUES ('eventstore', '0001_log.sql', '2026-11-26 16:22:36.74238+00');
INSERT INTO public.migrations VALUES ('eventstore', '0002_append.sql', '2026-11-26 16:22:36.775953+00');
INSERT INTO public.migrations VALUES ('eventstore', '0003_set_aside.sql', '2026-11-26 16:22:36.783133+00');
INSERT INTO public.migrations VALUES ('eventstore', '0004_proof.sql', '2026-11-26 16:22:36.787485+00');
INSERT INTO public.migrations VALUES ('eventstore', '0005_digests.sql', '2026-11-26 16:22:36.794939+00');
INSERT INTO public.migrations VALUES ('messaging', '0001_relay.sql', '2026-11-26 16:22:36.799612+00');
INSERT INTO public.migrations VALUES ('messaging', '0002_dead_letters.sql', '2026-11-26 16:22:36.803178+00');
INSERT INTO public.migrations VALUES ('messaging', '0003_compared.sql', '2026-11-26 16:22:36.807769+00');
INSERT INTO public.migrations VALUES ('messaging', '0004_relay_withheld.sql', '2026-11-26 16:22:36.809314+00');
INSERT INTO public.migrations VALUES ('messaging', '0005_logs.sql', '2026-11-26 16:22:36.811391+00');
INSERT INTO public.migrations VALUES ('messaging', '0010_places.sql', '2026-11-26 16:22:36.816537+00');
INSERT INTO public.migrations VALUES ('rollups', '0001_rollups.sql', '2026-11-26 16:22:36.823308+00');
INSERT INTO public.migrations VALUES ('rollups', '0010_rebuilds.sql', '2026-11-26 16:22:36.830379+00');
INSERT INTO public.migrations VALUES ('rollups', '0011_rebuild_turn.sql', '2026-11-26 16:22:36.835464+00');

INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (1, 1, 'established', 'e18aa878-bdad-526f-8d3a-d9146513b78d', NULL, '2026-11-26', 'province', 'x', 'e18aa878', '79', NULL, '', NULL, NULL, NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (2, 2, 'established', '40dd78d6-641e-5537-8661-772c46b6bd82', NULL, '2026-11-26', 'commune', 'x', '40dd78d6', '26968', 'e18aa878-bdad-526f-8d3a-d9146513b78d', '', NULL, NULL, NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (3, 3, 'established', '5e13caba-0b75-5a9b-9fc5-d86fe5ced4d3', '2025-07-01', '2026-11-26', 'commune', 'x', '5e13caba', '27301', 'e18aa878-bdad-526f-8d3a-d9146513b78d', '', NULL, NULL, NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (4, 4, 'established', '6312d377-9144-5a53-9160-617a630d00fe', NULL, '2026-11-26', 'commune', 'x', '6312d377', '27316', 'e18aa878-bdad-526f-8d3a-d9146513b78d', '', NULL, NULL, NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (5, 5, 'established', '4263973e-bba6-521f-8328-abd13287c1ce', '2025-07-01', '2026-11-26', 'hamlet', 'x', '4263973e', NULL, '5e13caba-0b75-5a9b-9fc5-d86fe5ced4d3', '', NULL, NULL, NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (6, 6, 'established', '064d8b8a-4a5a-54f4-a645-66e7308d255b', '2025-07-01', '2026-11-26', 'hamlet', 'x', '064d8b8a', NULL, '5e13caba-0b75-5a9b-9fc5-d86fe5ced4d3', '', NULL, NULL, NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (7, 7, 'established', '07950e24-fa8a-5e9d-95d9-895c5d757ac7', NULL, '2026-11-26', 'hamlet', 'x', '07950e24', NULL, '6312d377-9144-5a53-9160-617a630d00fe', '', NULL, NULL, NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (8, 8, 'established', '1ccc5a38-3f27-5cf5-baf4-ae7ec6d4edf1', NULL, '2026-11-26', 'hamlet', 'x', '1ccc5a38', NULL, '40dd78d6-641e-5537-8661-772c46b6bd82', '', NULL, NULL, NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (9, 9, 'ended', '1ccc5a38-3f27-5cf5-baf4-ae7ec6d4edf1', '2025-07-01', '2026-11-26', NULL, NULL, NULL, NULL, NULL, '', NULL, NULL, NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (10, 10, 'ended', '40dd78d6-641e-5537-8661-772c46b6bd82', '2025-07-01', '2026-11-26', NULL, NULL, NULL, NULL, NULL, '', NULL, NULL, NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (11, 11, 'succeeded', '40dd78d6-641e-5537-8661-772c46b6bd82', '2025-07-01', '2026-11-26', NULL, NULL, NULL, NULL, NULL, '', '5e13caba-0b75-5a9b-9fc5-d86fe5ced4d3', 'whole', NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (12, 12, 'succeeded', '1ccc5a38-3f27-5cf5-baf4-ae7ec6d4edf1', '2025-07-01', '2026-11-26', NULL, NULL, NULL, NULL, NULL, '', '4263973e-bba6-521f-8328-abd13287c1ce', 'whole', NULL);
INSERT INTO public.place_entries_v1 OVERRIDING SYSTEM VALUE VALUES (13, 13, 'established', '01a218aa-8b67-744b-b050-6db218881c62', NULL, '2026-11-26', 'hamlet', 'khu-pho', 'Khu phố f5ed77', NULL, '6312d377-9144-5a53-9160-617a630d00fe', '', NULL, NULL, NULL);

INSERT INTO public.relay_mark VALUES (0, '{}', '{}', NULL, '2026-11-26 16:22:36.799612+00');

SELECT pg_catalog.setval('public.dead_letters_letter_seq', 1, false);

SELECT pg_catalog.setval('public.place_entries_v1_line_seq', 13, true);

SELECT pg_catalog.setval('public.rollup_rebuilds', 1, false);

ALTER TABLE ONLY public.cells_v1
    ADD CONSTRAINT cells_key_v1 PRIMARY KEY (measure, place_id, effective_on, recorded_on);

ALTER TABLE ONLY public.chain
    ADD CONSTRAINT chain_append_id_key UNIQUE (append_id);

ALTER TABLE ONLY public.chain
    ADD CONSTRAINT chain_pkey PRIMARY KEY (last);

ALTER TABLE ONLY public.command_keys
    ADD CONSTRAINT command_keys_pkey PRIMARY KEY (actor, key);

ALTER TABLE ONLY public.dead_letters
    ADD CONSTRAINT dead_letters_pkey PRIMARY KEY (letter);

ALTER TABLE ONLY public.dead_letters
    ADD CONSTRAINT dead_letters_projection_version_topic_partition_record_offs_key UNIQUE (projection, version, topic, partition, record_offset, record_hash);

ALTER TABLE ONLY public.freshness_v1
    ADD CONSTRAINT freshness_key_v1 PRIMARY KEY (topic);

ALTER TABLE ONLY public.listener_logs
    ADD CONSTRAINT listener_logs_pkey PRIMARY KEY (topic, number);

ALTER TABLE ONLY public.listener_logs
    ADD CONSTRAINT listener_logs_topic_log_id_key UNIQUE (topic, log_id);

ALTER TABLE ONLY public.listener_marks
    ADD CONSTRAINT listener_marks_pkey PRIMARY KEY (projection, version, topic, partition);

ALTER TABLE ONLY public.log
    ADD CONSTRAINT log_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY public.log
    ADD CONSTRAINT log_stream_id_version_key UNIQUE (stream_id, version);

ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (folder, name);

ALTER TABLE ONLY public.place_entries_v1
    ADD CONSTRAINT place_entries_v1_pkey PRIMARY KEY (line);

ALTER TABLE ONLY public.place_entries_v1
    ADD CONSTRAINT place_entries_v1_position_key UNIQUE ("position");

ALTER TABLE ONLY public.relay_withheld
    ADD CONSTRAINT relay_withheld_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY public.snapshots
    ADD CONSTRAINT snapshots_pkey PRIMARY KEY (stream_id, version, type);

ALTER TABLE ONLY public.view_facts_set_aside
    ADD CONSTRAINT view_facts_set_aside_pkey PRIMARY KEY (view, version, "position");

ALTER TABLE ONLY public.view_marks
    ADD CONSTRAINT view_marks_pkey PRIMARY KEY (view, version);

CREATE INDEX command_keys_to_forget ON public.command_keys USING btree (recorded_at) WHERE (NOT lasting);

CREATE INDEX contributions_by_place_v1 ON public.contributions_v1 USING btree (place_id, effective_on);

CREATE INDEX dead_letters_of_log ON public.dead_letters USING btree (topic, log_id) WHERE (state = 'parked'::text);

CREATE INDEX dead_letters_unsettled ON public.dead_letters USING btree (projection, topic, partition) WHERE (state <> 'redriven'::text);

CREATE UNIQUE INDEX log_head_is_one_row ON public.log_head USING btree ((true));

CREATE INDEX place_entries_v1_code ON public.place_entries_v1 USING btree (code) WHERE (code IS NOT NULL);

CREATE INDEX place_entries_v1_place ON public.place_entries_v1 USING btree (place_id);

CREATE UNIQUE INDEX relay_mark_is_one_row ON public.relay_mark USING btree ((true));

CREATE INDEX view_facts_unsettled ON public.view_facts_set_aside USING btree (view, version, subject, "position") WHERE (state <> 'applied'::text);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.chain FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_to_change_history();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_to_change_history();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.relay_withheld FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_to_change_history();

