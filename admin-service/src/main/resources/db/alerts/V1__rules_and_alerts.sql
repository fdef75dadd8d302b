-- What is watched, what was found, and who is told. Written by admin-service alone; devices are read from the registry's tables.

create table rules (
    id             bigint generated always as identity primary key,
    name           varchar(100)  not null,
    enabled        boolean       not null,
    severity       varchar(10)   not null,
    type           varchar(20)   not null,
    field          varchar(128),
    comparison     varchar(10),
    threshold      double precision,
    window_seconds integer,
    for_seconds    integer       not null,
    -- Which devices: at most one of these; all devices when there is none.
    device_id      bigint,
    group_id       bigint,
    device_type    varchar(50),
    webhook_url    varchar(2000),
    -- Needed as it is to sign what is sent.
    webhook_secret varchar(128),
    created_by     varchar(100)  not null,
    created_at     timestamptz   not null,
    updated_at     timestamptz   not null,
    -- Who evaluates it now, and when it is due; a replica that ends leaves it due.
    claimed_by     bigint,
    due_at         timestamptz   not null,
    evaluated_at   timestamptz,
    problem        varchar(200),
    constraint rules_name_key unique (name),
    constraint rules_name_not_empty check (length(name) > 0),
    constraint rules_severity_known check (severity in ('info', 'warning', 'critical')),
    constraint rules_type_known check (type in ('threshold', 'rate_of_change', 'no_data', 'offline')),
    constraint rules_comparison_known check (comparison in ('above', 'below')),
    constraint rules_one_scope check (num_nonnulls(device_id, group_id, device_type) <= 1),
    constraint rules_webhook_is_signed check (webhook_url is null or webhook_secret is not null)
);

create index rules_due on rules (due_at) where enabled;

-- For which devices the condition of a rule holds now, and since when.
create table conditions (
    rule_id   bigint      not null references rules (id) on delete cascade,
    device_id bigint      not null,
    since     timestamptz not null,
    -- An alert was opened for this time in which it holds; one that a person closed is not opened again.
    alerted   boolean     not null default false,
    primary key (rule_id, device_id)
);

create table alerts (
    id              bigint generated always as identity primary key,
    rule_id         bigint references rules (id) on delete set null,
    rule_name       varchar(100) not null,
    severity        varchar(10)  not null,
    type            varchar(20)  not null,
    device_id       bigint       not null,
    device_name     varchar(100) not null,
    state           varchar(15)  not null,
    message         varchar(500) not null,
    holds_since     timestamptz  not null,
    opened_at       timestamptz  not null,
    acknowledged_at timestamptz,
    acknowledged_by varchar(100),
    closed_at       timestamptz,
    closed_by       varchar(100),
    closed_because  varchar(100),
    constraint alerts_state_known check (state in ('open', 'acknowledged', 'closed')),
    constraint alerts_closed_has_a_time check ((state = 'closed') = (closed_at is not null))
);

-- Two replicas, or two rounds, can't open it twice.
create unique index alerts_one_open on alerts (rule_id, device_id) where closed_at is null;
create index alerts_newest_open on alerts (id desc) where closed_at is null;
create index alerts_by_device on alerts (device_id, id desc);
create index alerts_by_rule on alerts (rule_id, id desc);
create index alerts_by_end on alerts (closed_at) where closed_at is not null;

create table deliveries (
    id          bigint generated always as identity primary key,
    alert_id    bigint       not null references alerts (id) on delete cascade,
    event       varchar(15)  not null,
    url         varchar(2000) not null,
    -- Forgotten when it was delivered or given up.
    secret      varchar(128),
    body        text         not null,
    attempts    integer      not null default 0,
    due_at      timestamptz  not null,
    ended_at    timestamptz,
    delivered   boolean      not null default false,
    last_answer varchar(200),
    constraint deliveries_once_per_state unique (alert_id, event)
);

create index deliveries_due on deliveries (due_at) where ended_at is null;
