-- Groups of devices, and indexes for every way in which devices are listed.

create extension if not exists pg_trgm with schema public;

create table device_groups (
    id                bigint generated always as identity primary key,
    name              varchar(100) not null,
    description       varchar(2000),
    color             varchar(32),
    -- A dynamic group holds the devices that its query lets through; what is null there lets all through.
    dynamic           boolean      not null default false,
    query_device_type varchar(50),
    query_status      varchar(20),
    query_tags        jsonb        not null default '{}'::jsonb,
    created_at        timestamptz  not null,
    updated_at        timestamptz  not null,
    constraint device_groups_name_key unique (name),
    constraint device_groups_name_not_empty check (length(name) > 0),
    constraint device_groups_query_status_known check (query_status in ('active', 'inactive', 'maintenance')),
    constraint device_groups_query_tags_object check (jsonb_typeof(query_tags) = 'object'),
    constraint device_groups_query_of_dynamic check (
        dynamic or (query_device_type is null and query_status is null and query_tags = '{}'::jsonb))
);

create index device_groups_dynamic on device_groups (id) where dynamic;

create table device_group_members (
    group_id  bigint      not null references device_groups (id) on delete cascade,
    device_id bigint      not null references devices (id) on delete cascade,
    added_at  timestamptz not null,
    primary key (group_id, device_id)
);

create index device_group_members_by_device on device_group_members (device_id, group_id);

create index devices_by_creation on devices (created_at, id);
create index devices_by_tags on devices using gin (tags);
create index devices_by_part_of_name on devices using gin (name public.gin_trgm_ops);
