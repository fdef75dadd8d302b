-- Devices with a life of their own, and what they measured. Written by device-simulator alone.

create table virtual_devices (
    -- Counts up through deletions and restarts: the client id that is made of it is never used twice.
    id                    bigint generated always as identity primary key,
    name                  varchar(60) not null,
    type                  varchar(50) not null,
    interval_ms           integer     not null,
    target                varchar(20) not null,
    -- What the user wants; a device that ran when the process ended runs again.
    running               boolean     not null default false,
    created_at            timestamptz not null,
    started_at            timestamptz,
    -- What IoTFlow gave it at its registration. A device needs its key, so it is kept as it is.
    iotflow_id            bigint,
    iotflow_key           varchar(200),
    -- Up to which measurement the target has confirmed.
    iotflow_delivered     bigint      not null default 0,
    cumulocity_registered boolean     not null default false,
    cumulocity_restarting boolean     not null default false,
    cumulocity_delivered  bigint      not null default 0,
    constraint virtual_devices_name_key unique (name),
    constraint virtual_devices_name_not_empty check (length(name) > 0),
    constraint virtual_devices_interval check (interval_ms between 1000 and 3600000),
    constraint virtual_devices_target check (target in ('iotflow', 'cumulocity', 'both'))
);

create table device_measurements (
    device_id   bigint           not null references virtual_devices (id) on delete cascade,
    -- 1, 2, 3 … without a gap for each device: a lost or doubled measurement shows.
    sequence    bigint           not null,
    measured_at timestamptz      not null,
    voltage     double precision not null,
    current     double precision not null,
    power       double precision generated always as (round((voltage * current)::numeric, 4)::double precision) stored,
    primary key (device_id, sequence)
);

create index device_measurements_by_device_and_time on device_measurements (device_id, measured_at);
create index device_measurements_by_time on device_measurements (measured_at, device_id, sequence);
