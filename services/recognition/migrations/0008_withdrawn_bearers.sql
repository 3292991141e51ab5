-- Bearers of which who keeps their books told that they never were: what was decided of them waits for
-- somebody to look at it.
create table withdrawn_bearers_v1 (
    bearer_kind text not null,
    bearer_id uuid not null,
    told_on date not null,                  -- the civil day in Vietnam
    ground_code text,
    primary key (bearer_kind, bearer_id)
);
select begin_read_model('view', 'withdrawn_bearers', 1, array['withdrawn_bearers'], array[
    'hears recognition.bearer-heard.v1', 'hears recognition.bearer-moved.v1',
    'hears recognition.bearer-withdrawn.v1']);
