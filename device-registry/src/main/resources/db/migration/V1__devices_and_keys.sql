-- Who the devices are, and which keys they hold. Written by device-registry alone.

create table devices (
    -- An identity column counts up through deletions and restarts: an id is never used twice.
    id               bigint generated always as identity primary key,
    name             varchar(100) not null,
    device_type      varchar(50)  not null,
    description      varchar(2000),
    status           varchar(20)  not null default 'active',
    location         varchar(200),
    firmware_version varchar(50),
    hardware_version varchar(50),
    user_id          varchar(64),
    tags             jsonb        not null default '{}'::jsonb,
    created_at       timestamptz  not null,
    updated_at       timestamptz  not null,
    last_seen        timestamptz,
    -- Grows with every change; lets a reader tell an older copy from a newer one.
    version          bigint       not null default 1,
    constraint devices_name_key unique (name),
    constraint devices_name_not_empty check (length(name) > 0),
    constraint devices_type_not_empty check (length(device_type) > 0),
    constraint devices_status_known check (status in ('active', 'inactive', 'maintenance')),
    constraint devices_tags_object check (jsonb_typeof(tags) = 'object')
);

create index devices_by_type on devices (device_type, id);
create index devices_by_status on devices (status, id);

create table device_api_keys (
    id           bigint generated always as identity primary key,
    device_id    bigint      not null references devices (id) on delete cascade,
    -- Only the SHA-256 of a key is kept.
    key_sha256   bytea       not null,
    prefix       varchar(8)  not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    use_count    bigint      not null default 0,
    constraint device_api_keys_hash_key unique (key_sha256),
    constraint device_api_keys_hash_length check (octet_length(key_sha256) = 32)
);

create index device_api_keys_by_device on device_api_keys (device_id);
