-- What devices are told to do: pending, sent, acknowledged, completed or failed; or expired before it was sent.

create table device_commands (
    command_id      uuid         primary key default gen_random_uuid(),
    -- The order in which commands were given.
    number          bigint       generated always as identity,
    device_id       bigint       not null references devices (id) on delete cascade,
    group_id        bigint       references device_groups (id) on delete set null,
    command         varchar(128) not null,
    parameters      json         not null,
    command_type    varchar(10)  not null,
    status          varchar(12)  not null default 'pending',
    created_by      varchar(100) not null,
    created_at      timestamptz  not null,
    expires_at      timestamptz  not null,
    sent_at         timestamptz,
    acknowledged_at timestamptz,
    finished_at     timestamptz,
    result          json,
    constraint device_commands_command_not_empty check (length(command) > 0),
    constraint device_commands_parameters_object check (json_typeof(parameters) = 'object'),
    constraint device_commands_type_known check (command_type in ('control', 'config', 'firmware')),
    constraint device_commands_status_known
        check (status in ('pending', 'sent', 'acknowledged', 'completed', 'failed', 'expired')),
    constraint device_commands_expiry_after_creation check (expires_at > created_at),
    constraint device_commands_untouched_while_pending
        check (status <> 'pending' or (sent_at is null and acknowledged_at is null and finished_at is null)),
    constraint device_commands_finished_at_the_end
        check ((finished_at is not null) = (status in ('completed', 'failed', 'expired')))
);

create index device_commands_by_device on device_commands (device_id, number desc);
create index device_commands_pending on device_commands (device_id, number) where status = 'pending';
create index device_commands_to_expire on device_commands (expires_at) where status = 'pending';
create index device_commands_to_announce on device_commands (created_at) where status = 'pending';
create index device_commands_by_creation on device_commands (created_at);
create index device_commands_by_group on device_commands (group_id) where group_id is not null;
