create table plans_v1 (
    plan_id uuid primary key, place_id uuid not null, planner_kind text not null,
    planner_id uuid not null, plan_year int not null, adopted_on date not null, document_number text
);
create index plans_v1_place on plans_v1 (place_id, plan_id);
select begin_read_model('view', 'plans', 1, array['plans']);
create table plan_items_v1 (
    item_id uuid primary key, plan_id uuid not null, place_id uuid not null,
    planner_kind text not null, planner_id uuid not null, plan_year int not null, set_on date not null,
    due_on date not null, state_code text not null, closed_on date
);
create index plan_items_v1_place on plan_items_v1 (place_id, due_on, item_id);
create index plan_items_v1_due on plan_items_v1 (due_on, item_id);
select begin_read_model('view', 'plan_items', 1, array['plan_items']);
