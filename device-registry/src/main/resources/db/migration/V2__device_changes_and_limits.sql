-- Which devices changed, in the order of transactions: the other services ask for it to know whom to look up again.
-- One row for each device that ever changed; deleted ones stay.

alter table devices
    -- Requests and messages with readings in a window; null: as all, 0: without limit.
    add column telemetry_limit integer,
    add constraint devices_telemetry_limit_not_negative check (telemetry_limit >= 0);

create table device_changes (
    device_id  bigint primary key,
    changed_by xid8   not null
);

create index device_changes_in_order on device_changes (changed_by);

create function note_device_change() returns trigger language plpgsql as $$
declare
    changed bigint;
begin
    changed := case tg_table_name when 'devices' then (to_jsonb(old) ->> 'id')::bigint
                                  else (to_jsonb(old) ->> 'device_id')::bigint end;
    insert into device_changes (device_id, changed_by) values (changed, pg_current_xact_id())
    on conflict (device_id) do update set changed_by = excluded.changed_by;
    return null;
end
$$;

-- Only what lets a device in or is said of it; last_seen changes all the time and is none of that.
create trigger device_changed after update on devices for each row
    when (old.status is distinct from new.status
        or old.name is distinct from new.name
        or old.device_type is distinct from new.device_type
        or old.telemetry_limit is distinct from new.telemetry_limit)
    execute function note_device_change();

create trigger device_removed after delete on devices for each row execute function note_device_change();

create trigger key_changed after update on device_api_keys for each row
    when (old.expires_at is distinct from new.expires_at
        or old.key_sha256 is distinct from new.key_sha256)
    execute function note_device_change();

create trigger key_removed after delete on device_api_keys for each row execute function note_device_change();
