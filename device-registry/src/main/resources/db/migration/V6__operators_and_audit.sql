-- Who may operate, and what was done.

create table operator_tokens (
    id           bigint generated always as identity primary key,
    name         varchar(100) not null,
    role         varchar(10)  not null,
    -- Only the SHA-256 of a token is kept.
    token_sha256 bytea        not null,
    created_by   varchar(100) not null,
    created_at   timestamptz  not null,
    constraint operator_tokens_name_key unique (name),
    constraint operator_tokens_name_not_empty check (length(name) > 0),
    constraint operator_tokens_role_known check (role in ('viewer', 'operator', 'admin')),
    constraint operator_tokens_hash_key unique (token_sha256),
    constraint operator_tokens_hash_length check (octet_length(token_sha256) = 32)
);

create table audit (
    id          bigint generated always as identity primary key,
    at          timestamptz  not null,
    actor       varchar(100) not null,
    action      varchar(64)  not null,
    object_type varchar(32)  not null,
    object_id   varchar(64)  not null,
    details     json         not null,
    constraint audit_details_object check (json_typeof(details) = 'object')
);

create index audit_by_object on audit (object_type, object_id, id desc);
create index audit_by_actor on audit (actor, id desc);

-- Append-only, whoever asks.
create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is append-only';
end
$$;

create trigger audit_is_append_only before update or delete or truncate on audit
    for each statement execute function refuse_change_of_audit();
