-- Which part of a split place each fund was said to belong to, from which day on.
create table fund_allocations_v1 (
    fund_id uuid not null,
    to_place_id uuid not null,
    since date not null,
    primary key (fund_id, since)
);
create index fund_allocations_v1_part on fund_allocations_v1 (to_place_id);
create index funds_v1_place on funds_v1 (place_id);

select begin_read_model('view', 'fund_allocations', 1, array['fund_allocations']);
