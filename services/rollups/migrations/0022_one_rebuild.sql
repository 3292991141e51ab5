-- Rebuilding is the event store's (0010_rebuilds.sql there), of rollups as of all others: what rollups
-- had for it alone, nobody calls any more.
drop function begin_rebuild(bigint, int);
drop function drop_abandoned_rebuilds();
drop function drop_rollup_tables(text);
drop function rename_rollup_tables(text, text);
drop sequence rollup_rebuilds;
