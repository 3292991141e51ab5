
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

CREATE FUNCTION public.keep_people(seen uuid[], again uuid[], new_refs uuid[], place_ids uuid[], wrapped_keys bytea[], contents bytea[], identity_hashes bytea[], phone_hashes bytea[], foldings integer[], syllable_hashes bytea[], syllable_refs uuid[], actors text[], keys text[], rows integer[], kept_refs uuid[], digests bytea[]) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
declare
    still int;
begin
    perform pg_advisory_xact_lock(5120467733201785041);
    if exists (
        select from people p where p.identity_hash = any(identity_hashes)
            and p.person_ref <> all(seen) and p.person_ref <> all(new_refs)
    ) or exists (
        select from kept_for k
            join unnest(actors, keys, rows) as a (actor, key, row) using (actor, key, row)
    ) then
        return false;
    end if;
    update people set kept_at = now() where person_ref = any(again);
    get diagnostics still = row_count;
    if still < cardinality(again) then -- somebody was erased meanwhile
        return false;
    end if;
    insert into people (person_ref, place_id, sealed, identity_hash, phone_hash, folding)
        select ref, place_id, content, nullif(identity, ''), nullif(phone, ''), folding
        from unnest(new_refs, place_ids, contents, identity_hashes, phone_hashes, foldings)
            as n (ref, place_id, content, identity, phone, folding)
        on conflict do nothing; -- the same call once more, its answer was lost
    insert into person_keys
        select * from unnest(new_refs, wrapped_keys) on conflict do nothing;
    insert into people_by_syllable (syllable_hash, person_ref)
        select * from unnest(syllable_hashes, syllable_refs) on conflict do nothing;
    insert into kept_for (actor, key, row, person_ref, digest)
        select * from unnest(actors, keys, rows, kept_refs, digests);
    return true;
end $$;

CREATE FUNCTION public.person_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.changed_on := (now() at time zone 'Asia/Ho_Chi_Minh')::date;
  return new;
end $$;

CREATE FUNCTION public.refuse_to_change_history() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% of % is refused: what was recorded stays', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
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

CREATE FUNCTION public.syllable_at_the_persons_place() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  select place_id into new.place_id from people where person_ref = new.person_ref;
  return new;
end $$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.centres_by_place_v1 (
    centre_id uuid NOT NULL,
    place_id uuid NOT NULL,
    established_on date NOT NULL,
    classes bigint DEFAULT 0 NOT NULL,
    attendances bigint DEFAULT 0 NOT NULL
);

CREATE TABLE public.chain (
    last bigint NOT NULL,
    first bigint NOT NULL,
    hash bytea NOT NULL,
    commands integer[] NOT NULL,
    append_id uuid NOT NULL,
    verdicts smallint[]
);

CREATE TABLE public.classes_by_day_v1 (
    centre_id uuid NOT NULL,
    held_on date NOT NULL,
    classes bigint NOT NULL,
    attendances bigint NOT NULL
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

CREATE TABLE public.families_by_hamlet_v1 (
    family_id uuid NOT NULL,
    hamlet_id uuid NOT NULL,
    head_ref uuid NOT NULL,
    registered_on date NOT NULL
);

CREATE TABLE public.kept_for (
    actor text NOT NULL,
    key text NOT NULL,
    "row" integer NOT NULL,
    person_ref uuid NOT NULL,
    digest bytea NOT NULL,
    kept_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.kept_for ALTER COLUMN digest SET STATISTICS 0;

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

CREATE TABLE public.people (
    person_ref uuid NOT NULL,
    place_id uuid NOT NULL,
    sealed bytea NOT NULL,
    identity_hash bytea,
    phone_hash bytea,
    kept_at timestamp with time zone DEFAULT now() NOT NULL,
    folding integer DEFAULT 1 NOT NULL,
    changed_on date
);
ALTER TABLE ONLY public.people ALTER COLUMN sealed SET STATISTICS 0;

CREATE TABLE public.people_by_syllable (
    syllable_hash bytea NOT NULL,
    person_ref uuid NOT NULL,
    place_id uuid NOT NULL
);

CREATE TABLE public.person_keys (
    person_ref uuid NOT NULL,
    wrapped_key bytea NOT NULL
);
ALTER TABLE ONLY public.person_keys ALTER COLUMN wrapped_key SET STATISTICS 0;

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

CREATE TABLE public.places_v1 (
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

INSERT INTO public.chain VALUES (12, 1, '\x6a69034198a11719583d169105578eb8fa5317256525991fcd62a4e2ede0c957', '{12}', '62da905b-3c16-4e96-a602-328db9bded82', NULL);
INSERT INTO public.chain VALUES (13, 13, '\x78a2ce67e11ac8f9f1617a8fdb80562197ac634a016f06d647a6766c04cf0234', '{1}', '087b64c9-0028-4f36-8211-de0f3a6da23b', NULL);
INSERT INTO public.chain VALUES (15, 14, '\x4d7cbedeb325384abb63f8ae17a47bb897e4cb3042349239cade64cf29c453c6', '{2}', 'f25be9fe-f72b-48c7-b779-852a370b8b0f', NULL);

INSERT INTO public.command_keys VALUES ('officer-7', 'fdb78897-f0bc-40e4-9a64-82e3d75d1ff4', '\xfaa9227056e4acaf69bc5c100269bc8a135f5813b9a71e9ff997246a24e4896e', '\x5b2230316132313861612d386236372d373434622d623035302d366462323138383831633632225d', false, '2026-11-26 16:22:39.721923+00');
INSERT INTO public.command_keys VALUES ('officer-7', '25df790c-4564-4d5b-8276-e0d95cf8de89', '\x540460bf59084a63653bd822c91201d0547b0678c73edc1a50c2285e56ad2891', '\x2230316132313861612d386330342d373638322d393965382d31306537393633326237383122', false, '2026-11-26 16:22:39.880315+00');

INSERT INTO public.families_by_hamlet_v1 VALUES ('01a218aa-8c04-7682-99e8-10e79632b781', '01a218aa-8b67-744b-b050-6db218881c62', '01a218aa-8bd6-7472-840e-ff00612815cf', '2022-01-04');

INSERT INTO public.kept_for VALUES ('officer-7', '25df790c-4564-4d5b-8276-e0d95cf8de89', 0, '01a218aa-8bd6-7472-840e-ff00612815cf', '\x163f0d171a62fcdc6e63dde650e7efc1b8f91e50ab72f53094aa3c5615f895b7', '2026-11-26 16:22:39.860988+00');

INSERT INTO public.log VALUES (1, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 1, 'registry.place-established.v1', '\x7b22706c6163655f6964223a2265313861613837382d626461642d353236662d386433612d643931343635313362373864222c226c6576656c223a2270726f76696e6365222c226b696e64223a2278222c226e616d65223a226531386161383738222c22636f6465223a223739222c22706172656e745f6964223a6e756c6c2c2276616c69645f66726f6d223a6e756c6c2c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (2, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 2, 'registry.place-established.v1', '\x7b22706c6163655f6964223a2234306464373864362d363431652d353533372d383636312d373732633436623662643832222c226c6576656c223a22636f6d6d756e65222c226b696e64223a2278222c226e616d65223a223430646437386436222c22636f6465223a223236393638222c22706172656e745f6964223a2265313861613837382d626461642d353236662d386433612d643931343635313362373864222c2276616c69645f66726f6d223a6e756c6c2c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (3, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 3, 'registry.place-established.v1', '\x7b22706c6163655f6964223a2235653133636162612d306237352d356139622d396663352d643836666535636564346433222c226c6576656c223a22636f6d6d756e65222c226b696e64223a2278222c226e616d65223a223565313363616261222c22636f6465223a223237333031222c22706172656e745f6964223a2265313861613837382d626461642d353236662d386433612d643931343635313362373864222c2276616c69645f66726f6d223a22323032352d30372d3031222c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (4, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 4, 'registry.place-established.v1', '\x7b22706c6163655f6964223a2236333132643337372d393134342d356135332d393136302d363137613633306430306665222c226c6576656c223a22636f6d6d756e65222c226b696e64223a2278222c226e616d65223a223633313264333737222c22636f6465223a223237333136222c22706172656e745f6964223a2265313861613837382d626461642d353236662d386433612d643931343635313362373864222c2276616c69645f66726f6d223a6e756c6c2c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (5, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 5, 'registry.place-established.v1', '\x7b22706c6163655f6964223a2234323633393733652d626261362d353231662d383332382d616264313332383763316365222c226c6576656c223a2268616d6c6574222c226b696e64223a2278222c226e616d65223a223432363339373365222c22636f6465223a6e756c6c2c22706172656e745f6964223a2235653133636162612d306237352d356139622d396663352d643836666535636564346433222c2276616c69645f66726f6d223a22323032352d30372d3031222c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (6, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 6, 'registry.place-established.v1', '\x7b22706c6163655f6964223a2230363464386238612d346135612d353466342d613634352d363665373330386432353562222c226c6576656c223a2268616d6c6574222c226b696e64223a2278222c226e616d65223a223036346438623861222c22636f6465223a6e756c6c2c22706172656e745f6964223a2235653133636162612d306237352d356139622d396663352d643836666535636564346433222c2276616c69645f66726f6d223a22323032352d30372d3031222c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (7, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 7, 'registry.place-established.v1', '\x7b22706c6163655f6964223a2230373935306532342d666138612d356539642d393564392d383935633564373537616337222c226c6576656c223a2268616d6c6574222c226b696e64223a2278222c226e616d65223a223037393530653234222c22636f6465223a6e756c6c2c22706172656e745f6964223a2236333132643337372d393134342d356135332d393136302d363137613633306430306665222c2276616c69645f66726f6d223a6e756c6c2c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (8, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 8, 'registry.place-established.v1', '\x7b22706c6163655f6964223a2231636363356133382d336632372d356366352d626166342d616537656336643465646631222c226c6576656c223a2268616d6c6574222c226b696e64223a2278222c226e616d65223a223163636335613338222c22636f6465223a6e756c6c2c22706172656e745f6964223a2234306464373864362d363431652d353533372d383636312d373732633436623662643832222c2276616c69645f66726f6d223a6e756c6c2c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (9, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 9, 'registry.place-ended.v1', '\x7b22706c6163655f6964223a2231636363356133382d336632372d356366352d626166342d616537656336643465646631222c22656e6465645f6f6e223a22323032352d30372d3031222c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (10, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 10, 'registry.place-ended.v1', '\x7b22706c6163655f6964223a2234306464373864362d363431652d353533372d383636312d373732633436623662643832222c22656e6465645f6f6e223a22323032352d30372d3031222c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (11, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 11, 'registry.place-succeeded.v1', '\x7b22706c6163655f6964223a2234306464373864362d363431652d353533372d383636312d373732633436623662643832222c22737563636573736f725f6964223a2235653133636162612d306237352d356139622d396663352d643836666535636564346433222c22686f77223a2277686f6c65222c226566666563746976655f6f6e223a22323032352d30372d3031222c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (12, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 12, 'registry.place-succeeded.v1', '\x7b22706c6163655f6964223a2231636363356133382d336632372d356366352d626166342d616537656336643465646631222c22737563636573736f725f6964223a2234323633393733652d626261362d353231662d383332382d616264313332383763316365222c22686f77223a2277686f6c65222c226566666563746976655f6f6e223a22323032352d30372d3031222c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:36.854462+00', 'import:land', '8a0160eb-a3b3-4e3f-858b-7f76237b6e6c', NULL, NULL);
INSERT INTO public.log VALUES (13, '698962b8-ac92-5ef8-a5f4-a4acac13d164', 13, 'registry.place-established.v1', '\x7b22706c6163655f6964223a2230316132313861612d386236372d373434622d623035302d366462323138383831633632222c226c6576656c223a2268616d6c6574222c226b696e64223a226b68752d70686f222c226e616d65223a224b6875207068e1bb9120663565643737222c22636f6465223a6e756c6c2c22706172656e745f6964223a2236333132643337372d393134342d356135332d393136302d363137613633306430306665222c2276616c69645f66726f6d223a6e756c6c2c22646f63756d656e745f6e756d626572223a6e756c6c7d', '2026-11-26 16:22:39.721923+00', 'officer-7', '01a218aa-8b5d-7545-bce7-05ac112e58fd', NULL, NULL);
INSERT INTO public.log VALUES (14, '01a218aa-8c04-7682-99e8-10e79632b781', 1, 'registry.family-registered.v1', '\x7b2268616d6c65745f6964223a2230316132313861612d386236372d373434622d623035302d366462323138383831633632222c22686561645f726566223a2230316132313861612d386264362d373437322d383430652d666630303631323831356366222c22726567697374657265645f6f6e223a22323032322d30312d3034227d', '2026-11-26 16:22:39.880315+00', 'officer-7', '01a218aa-8bc6-7055-9966-be77abd78816', NULL, NULL);
INSERT INTO public.log VALUES (15, 'c67eb522-c69b-5dda-a06d-a570edf86999', 1, 'registry.family-head-reserved.v1', '\x7b2266616d696c795f6964223a2230316132313861612d386330342d373638322d393965382d313065373936333262373831227d', '2026-11-26 16:22:39.880315+00', 'officer-7', '01a218aa-8bc6-7055-9966-be77abd78816', NULL, NULL);

INSERT INTO public.log_head VALUES ('7121d8fa-533e-4a73-a2b6-b33353de61ee', 15, '2026-11-26 16:22:39.880315+00', NULL, '16384/16419/00000001/1795710150.327813');

INSERT INTO public.migrations VALUES ('eventstore', '0001_log.sql', '2026-11-26 16:22:36.092621+00');
INSERT INTO public.migrations VALUES ('eventstore', '0002_append.sql', '2026-11-26 16:22:36.123625+00');
INSERT INTO public.migrations VALUES ('eventstore', '0003_set_aside.sql', '2026-11-26 16:22:36.127488+00');
INSERT INTO public.migrations VALUES ('eventstore', '0004_proof.sql', '2026-11-26 16:22:36.135201+00');
INSERT INTO public.migrations VALUES ('eventstore', '0005_digests.sql', '2026-11-26 16:22:36.139993+00');
INSERT INTO public.migrations VALUES ('messaging', '0001_relay.sql', '2026-11-26 16:22:36.143808+00');
INSERT INTO public.migrations VALUES ('messaging', '0002_dead_letters.sql', '2026-11-26 16:22:36.155724+00');
INSERT INTO public.migrations VALUES ('messaging', '0003_compared.sql', '2026-11-26 16:22:36.163789+00');
INSERT INTO public.migrations VALUES ('messaging', '0004_relay_withheld.sql', '2026-11-26 16:22:36.167523+00');
INSERT INTO public.migrations VALUES ('messaging', '0005_logs.sql', '2026-11-26 16:22:36.171439+00');
INSERT INTO public.migrations VALUES ('messaging', '0010_places.sql', '2026-11-26 16:22:36.181733+00');
INSERT INTO public.migrations VALUES ('registry', '0001_people.sql', '2026-11-26 16:22:36.193782+00');
INSERT INTO public.migrations VALUES ('registry', '0002_views.sql', '2026-11-26 16:22:36.21161+00');
INSERT INTO public.migrations VALUES ('registry', '0010_places.sql', '2026-11-26 16:22:36.220776+00');
INSERT INTO public.migrations VALUES ('registry', '0020_folding.sql', '2026-11-26 16:22:36.227277+00');
INSERT INTO public.migrations VALUES ('registry', '0030_sight.sql', '2026-11-26 16:22:36.235592+00');
INSERT INTO public.migrations VALUES ('registry', '0040_identity_numbers.sql', '2026-11-26 16:22:36.238331+00');
INSERT INTO public.migrations VALUES ('registry', '0041_kept_for.sql', '2026-11-26 16:22:36.243094+00');
INSERT INTO public.migrations VALUES ('registry', '0050_searching.sql', '2026-11-26 16:22:36.251193+00');

INSERT INTO public.people VALUES ('01a218aa-8bd6-7472-840e-ff00612815cf', '01a218aa-8b67-744b-b050-6db218881c62', '\xed82fb0fcd21f084d84e6e66dbbe08e6b716a53e0a732034bdd0ac136094419403438db50d9cee6e1ce148d1e3685711c1d1a8aa7bbd96f9a56d829f971a5b0b335b637f4844a6f54675e0bea2735bd13380ba5750e14c8d9c11d48cb571282b8c5c95f0', NULL, NULL, '2026-11-26 16:22:39.860988+00', 2, NULL);

INSERT INTO public.people_by_syllable VALUES ('\x5c228195d32c87876c7e9864f547936989558bf7c80d9d0edfe49fa430492bda', '01a218aa-8bd6-7472-840e-ff00612815cf', '01a218aa-8b67-744b-b050-6db218881c62');
INSERT INTO public.people_by_syllable VALUES ('\x6defbf5a6c128311f170f9e6d7a1e82a36fb7ae930f4c874d9f1cc1c6cd862a1', '01a218aa-8bd6-7472-840e-ff00612815cf', '01a218aa-8b67-744b-b050-6db218881c62');
INSERT INTO public.people_by_syllable VALUES ('\x913e9e95f549672674986a78c1211fe83aa82b2e57fcdc0c2e72024e6329de51', '01a218aa-8bd6-7472-840e-ff00612815cf', '01a218aa-8b67-744b-b050-6db218881c62');

INSERT INTO public.person_keys VALUES ('01a218aa-8bd6-7472-840e-ff00612815cf', '\x3cce2e90a6034bdb05bbfd75d6ecbda9602b83f6eac182c42f3bf10db1e19e77ee6bfca0dac555de19aa198e78281ea7a1107c4160401ebceb7c153b');

INSERT INTO public.places_v1 VALUES (1, 'established', 'e18aa878-bdad-526f-8d3a-d9146513b78d', NULL, '2026-11-26', 'province', 'x', 'e18aa878', '79', NULL, '', NULL, NULL, NULL);
INSERT INTO public.places_v1 VALUES (2, 'established', '40dd78d6-641e-5537-8661-772c46b6bd82', NULL, '2026-11-26', 'commune', 'x', '40dd78d6', '26968', 'e18aa878-bdad-526f-8d3a-d9146513b78d', '', NULL, NULL, NULL);
INSERT INTO public.places_v1 VALUES (3, 'established', '5e13caba-0b75-5a9b-9fc5-d86fe5ced4d3', '2025-07-01', '2026-11-26', 'commune', 'x', '5e13caba', '27301', 'e18aa878-bdad-526f-8d3a-d9146513b78d', '', NULL, NULL, NULL);
INSERT INTO public.places_v1 VALUES (4, 'established', '6312d377-9144-5a53-9160-617a630d00fe', NULL, '2026-11-26', 'commune', 'x', '6312d377', '27316', 'e18aa878-bdad-526f-8d3a-d9146513b78d', '', NULL, NULL, NULL);
INSERT INTO public.places_v1 VALUES (5, 'established', '4263973e-bba6-521f-8328-abd13287c1ce', '2025-07-01', '2026-11-26', 'hamlet', 'x', '4263973e', NULL, '5e13caba-0b75-5a9b-9fc5-d86fe5ced4d3', '', NULL, NULL, NULL);
INSERT INTO public.places_v1 VALUES (6, 'established', '064d8b8a-4a5a-54f4-a645-66e7308d255b', '2025-07-01', '2026-11-26', 'hamlet', 'x', '064d8b8a', NULL, '5e13caba-0b75-5a9b-9fc5-d86fe5ced4d3', '', NULL, NULL, NULL);
INSERT INTO public.places_v1 VALUES (7, 'established', '07950e24-fa8a-5e9d-95d9-895c5d757ac7', NULL, '2026-11-26', 'hamlet', 'x', '07950e24', NULL, '6312d377-9144-5a53-9160-617a630d00fe', '', NULL, NULL, NULL);
INSERT INTO public.places_v1 VALUES (8, 'established', '1ccc5a38-3f27-5cf5-baf4-ae7ec6d4edf1', NULL, '2026-11-26', 'hamlet', 'x', '1ccc5a38', NULL, '40dd78d6-641e-5537-8661-772c46b6bd82', '', NULL, NULL, NULL);
INSERT INTO public.places_v1 VALUES (9, 'ended', '1ccc5a38-3f27-5cf5-baf4-ae7ec6d4edf1', '2025-07-01', '2026-11-26', NULL, NULL, NULL, NULL, NULL, '', NULL, NULL, NULL);
INSERT INTO public.places_v1 VALUES (10, 'ended', '40dd78d6-641e-5537-8661-772c46b6bd82', '2025-07-01', '2026-11-26', NULL, NULL, NULL, NULL, NULL, '', NULL, NULL, NULL);
INSERT INTO public.places_v1 VALUES (11, 'succeeded', '40dd78d6-641e-5537-8661-772c46b6bd82', '2025-07-01', '2026-11-26', NULL, NULL, NULL, NULL, NULL, '', '5e13caba-0b75-5a9b-9fc5-d86fe5ced4d3', 'whole', NULL);
INSERT INTO public.places_v1 VALUES (12, 'succeeded', '1ccc5a38-3f27-5cf5-baf4-ae7ec6d4edf1', '2025-07-01', '2026-11-26', NULL, NULL, NULL, NULL, NULL, '', '4263973e-bba6-521f-8328-abd13287c1ce', 'whole', NULL);
INSERT INTO public.places_v1 VALUES (13, 'established', '01a218aa-8b67-744b-b050-6db218881c62', NULL, '2026-11-26', 'hamlet', 'khu-pho', 'Khu phố f5ed77', NULL, '6312d377-9144-5a53-9160-617a630d00fe', '', NULL, NULL, NULL);

INSERT INTO public.relay_mark VALUES (15, '{"registry.places/0": [13, 12], "registry.families/4": [14, 0]}', '{"registry.people": "wBVd9jAwTh2ph8XP0CNSlg", "registry.places": "MRYEO6N7Tj2flI837ZO6Lg", "registry.centres": "lP1OALnmQKaxF9SaERl3XA", "registry.families": "MNUtFJ3BRsqh4ckQHjw2Eg"}', NULL, '2026-11-26 16:22:39.93969+00');

INSERT INTO public.view_marks VALUES ('centres_by_place', 1, 15);
INSERT INTO public.view_marks VALUES ('classes_by_day', 1, 15);
INSERT INTO public.view_marks VALUES ('families_by_hamlet', 1, 15);
INSERT INTO public.view_marks VALUES ('erased_people', 1, 15);
INSERT INTO public.view_marks VALUES ('places', 1, 15);

SELECT pg_catalog.setval('public.dead_letters_letter_seq', 1, false);

SELECT pg_catalog.setval('public.place_entries_v1_line_seq', 1, false);

ALTER TABLE ONLY public.centres_by_place_v1
    ADD CONSTRAINT centres_by_place_v1_pkey PRIMARY KEY (centre_id);

ALTER TABLE ONLY public.chain
    ADD CONSTRAINT chain_append_id_key UNIQUE (append_id);

ALTER TABLE ONLY public.chain
    ADD CONSTRAINT chain_pkey PRIMARY KEY (last);

ALTER TABLE ONLY public.classes_by_day_v1
    ADD CONSTRAINT classes_by_day_v1_pkey PRIMARY KEY (centre_id, held_on);

ALTER TABLE ONLY public.command_keys
    ADD CONSTRAINT command_keys_pkey PRIMARY KEY (actor, key);

ALTER TABLE ONLY public.dead_letters
    ADD CONSTRAINT dead_letters_pkey PRIMARY KEY (letter);

ALTER TABLE ONLY public.dead_letters
    ADD CONSTRAINT dead_letters_projection_version_topic_partition_record_offs_key UNIQUE (projection, version, topic, partition, record_offset, record_hash);

ALTER TABLE ONLY public.families_by_hamlet_v1
    ADD CONSTRAINT families_by_hamlet_v1_pkey PRIMARY KEY (family_id);

ALTER TABLE ONLY public.kept_for
    ADD CONSTRAINT kept_for_pkey PRIMARY KEY (actor, key, "row");

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

ALTER TABLE ONLY public.people_by_syllable
    ADD CONSTRAINT people_by_syllable_pkey PRIMARY KEY (syllable_hash, place_id, person_ref);

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (person_ref);

ALTER TABLE ONLY public.person_keys
    ADD CONSTRAINT person_keys_pkey PRIMARY KEY (person_ref);

ALTER TABLE ONLY public.place_entries_v1
    ADD CONSTRAINT place_entries_v1_pkey PRIMARY KEY (line);

ALTER TABLE ONLY public.place_entries_v1
    ADD CONSTRAINT place_entries_v1_position_key UNIQUE ("position");

ALTER TABLE ONLY public.places_v1
    ADD CONSTRAINT places_v1_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY public.relay_withheld
    ADD CONSTRAINT relay_withheld_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY public.snapshots
    ADD CONSTRAINT snapshots_pkey PRIMARY KEY (stream_id, version, type);

ALTER TABLE ONLY public.view_facts_set_aside
    ADD CONSTRAINT view_facts_set_aside_pkey PRIMARY KEY (view, version, "position");

ALTER TABLE ONLY public.view_marks
    ADD CONSTRAINT view_marks_pkey PRIMARY KEY (view, version);

CREATE INDEX centres_by_place_v1_place ON public.centres_by_place_v1 USING btree (place_id, centre_id);

CREATE INDEX command_keys_to_forget ON public.command_keys USING btree (recorded_at) WHERE (NOT lasting);

CREATE INDEX dead_letters_of_log ON public.dead_letters USING btree (topic, log_id) WHERE (state = 'parked'::text);

CREATE INDEX dead_letters_unsettled ON public.dead_letters USING btree (projection, topic, partition) WHERE (state <> 'redriven'::text);

CREATE INDEX families_by_hamlet_v1_hamlet ON public.families_by_hamlet_v1 USING btree (hamlet_id, family_id);

CREATE INDEX families_by_hamlet_v1_head ON public.families_by_hamlet_v1 USING btree (head_ref, hamlet_id, registered_on);

CREATE INDEX kept_for_of_person ON public.kept_for USING btree (person_ref);

CREATE INDEX kept_for_to_forget ON public.kept_for USING btree (kept_at);

CREATE UNIQUE INDEX log_head_is_one_row ON public.log_head USING btree ((true));

CREATE UNIQUE INDEX people_and_place ON public.people USING btree (person_ref, place_id);

CREATE INDEX people_by_identity ON public.people USING btree (identity_hash);

CREATE INDEX people_by_phone ON public.people USING btree (phone_hash, place_id, person_ref);

CREATE INDEX people_by_syllable_of_person ON public.people_by_syllable USING btree (person_ref);

CREATE INDEX people_folded_before_2 ON public.people USING btree (person_ref) WHERE (folding < 2);

CREATE INDEX people_of_place_by_number ON public.people USING btree (place_id, identity_hash, person_ref) WHERE (identity_hash IS NOT NULL);

CREATE INDEX place_entries_v1_code ON public.place_entries_v1 USING btree (code) WHERE (code IS NOT NULL);

CREATE INDEX place_entries_v1_place ON public.place_entries_v1 USING btree (place_id);

CREATE INDEX places_v1_code ON public.places_v1 USING btree (code) WHERE (code IS NOT NULL);

CREATE INDEX places_v1_place ON public.places_v1 USING btree (place_id);

CREATE UNIQUE INDEX relay_mark_is_one_row ON public.relay_mark USING btree ((true));

CREATE INDEX view_facts_unsettled ON public.view_facts_set_aside USING btree (view, version, subject, "position") WHERE (state <> 'applied'::text);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.chain FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_to_change_history();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_to_change_history();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.relay_withheld FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_to_change_history();

CREATE TRIGGER person_changed BEFORE UPDATE OF sealed, identity_hash, phone_hash ON public.people FOR EACH ROW EXECUTE FUNCTION public.person_changed();

CREATE TRIGGER syllable_at_the_persons_place BEFORE INSERT ON public.people_by_syllable FOR EACH ROW WHEN ((new.place_id IS NULL)) EXECUTE FUNCTION public.syllable_at_the_persons_place();

ALTER TABLE ONLY public.kept_for
    ADD CONSTRAINT kept_for_person_ref_fkey FOREIGN KEY (person_ref) REFERENCES public.people(person_ref) ON DELETE CASCADE;

ALTER TABLE ONLY public.people_by_syllable
    ADD CONSTRAINT people_by_syllable_person FOREIGN KEY (person_ref, place_id) REFERENCES public.people(person_ref, place_id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.person_keys
    ADD CONSTRAINT person_keys_person_ref_fkey FOREIGN KEY (person_ref) REFERENCES public.people(person_ref) ON DELETE CASCADE;

