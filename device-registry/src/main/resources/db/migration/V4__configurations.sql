-- What devices are told about how to work.

alter table devices add column configuration_version bigint not null default 0;

create table device_configurations (
    device_id  bigint       not null references devices (id) on delete cascade,
    config_key varchar(128) not null,
    -- json and not jsonb: a value comes back as it was sent.
    value      json         not null,
    data_type  varchar(10)  not null,
    -- The version of the device's whole configuration with which this value came.
    version    bigint       not null,
    updated_at timestamptz  not null,
    primary key (device_id, config_key),
    constraint device_configurations_key_not_empty check (length(config_key) > 0),
    constraint device_configurations_type_known
        check (data_type in ('string', 'integer', 'float', 'boolean', 'json')),
    constraint device_configurations_value_fits check (
        case data_type
            when 'string' then json_typeof(value) = 'string'
            when 'boolean' then json_typeof(value) = 'boolean'
            when 'integer' then json_typeof(value) = 'number'
            when 'float' then json_typeof(value) = 'number'
            else true
        end),
    constraint device_configurations_version_positive check (version > 0)
);
