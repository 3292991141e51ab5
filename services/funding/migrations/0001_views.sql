create table funds_v1 (
    fund_id uuid primary key,
    place_id uuid not null,
    opened_on date not null,
    awards bigint not null default 0,
    grants bigint not null default 0,
    amount_dong bigint not null default 0
);

create table awards_by_fund_v1 (
    fund_id uuid not null,
    award_id uuid not null,
    recipient_ref uuid not null,
    grants int not null,
    amount_dong bigint not null,
    awarded_on date not null,
    recorded_on date not null,              -- the civil day in Vietnam
    primary key (fund_id, award_id)
);
