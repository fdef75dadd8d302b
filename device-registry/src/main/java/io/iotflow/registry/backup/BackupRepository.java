package io.iotflow.registry.backup;

import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Devices with their keys' hashes, their configuration and their groups as JSON, which PostgreSQL writes and reads itself. */
@Singleton
class BackupRepository {

    private final Database database;

    BackupRepository(Database database) {
        this.database = database;
    }

    /** The next devices after an id, in their order, and the highest id that was ever given; all groups with the first. */
    Uni<String> page(long after, int limit) {
        String sql = """
                with page as (select * from devices where id > $1 order by id limit $2)
                select json_build_object(
                    'last_id', (select last_value from devices_id_seq),
                    'next_after', (select max(id) from page),
                    'devices', (select coalesce(json_agg(to_json(p) order by p.id), '[]') from page p),
                    'api_keys', (select coalesce(json_agg(json_build_object('device_id', k.device_id, 'key_sha256', k.key_sha256,
                            'prefix', k.prefix, 'created_at', k.created_at, 'expires_at', k.expires_at,
                            'last_used_at', k.last_used_at, 'use_count', k.use_count) order by k.id), '[]')
                        from device_api_keys k join page p on p.id = k.device_id),
                    'configurations', (select coalesce(json_agg(to_json(c) order by c.device_id, c.config_key), '[]')
                        from device_configurations c join page p on p.id = c.device_id),
                    'last_group_id', (select last_value from device_groups_id_seq),
                    'groups', (select coalesce(json_agg(to_json(g) order by g.id), '[]') from device_groups g where $1 = 0),
                    'members', (select coalesce(json_agg(json_build_object('group', g.name, 'device_id', m.device_id,
                            'added_at', m.added_at) order by m.device_id, g.id), '[]')
                        from device_group_members m join page p on p.id = m.device_id
                        join device_groups g on g.id = m.group_id))::text""";
        return database.run(sql, Tuple.of(after, limit))
                .map(rows -> rows.iterator().next().getString(0));
    }

    /** Adds the devices that are not there: a device whose id or name is in use is passed over. Answers how many. */
    Uni<Integer> addDevices(DatabaseStatements statements, String page) {
        String sql = """
                insert into devices overriding system value
                select r.* from json_populate_recordset(null::devices, $1::text::json -> 'devices') r
                on conflict do nothing""";
        return statements.run(sql, Tuple.of(page)).map(rows -> rows.rowCount());
    }

    /** Adds the groups that are not there: a group whose id or name is in use is passed over. */
    Uni<Void> addGroups(DatabaseStatements statements, String page) {
        String sql = """
                insert into device_groups overriding system value
                select r.* from json_populate_recordset(null::device_groups, $1::text::json -> 'groups') r
                on conflict do nothing""";
        return statements.run(sql, Tuple.of(page)).replaceWithVoid();
    }

    /** Adds keys, values and memberships, but only to a device that has the id and the name that it has in the document. */
    Uni<Void> addBelongings(DatabaseStatements statements, String page) {
        String same = """
                select d.id from devices d join json_populate_recordset(null::devices, $1::text::json -> 'devices') r
                on r.id = d.id and r.name = d.name""";
        String keys = """
                insert into device_api_keys (device_id, key_sha256, prefix, created_at, expires_at, last_used_at, use_count)
                select device_id, key_sha256, prefix, created_at, expires_at, last_used_at, coalesce(use_count, 0)
                from json_populate_recordset(null::device_api_keys, $1::text::json -> 'api_keys')
                where device_id in (%s) on conflict do nothing""".formatted(same);
        String configurations = """
                insert into device_configurations
                select c.* from json_populate_recordset(null::device_configurations, $1::text::json -> 'configurations') c
                where device_id in (%s) on conflict do nothing""".formatted(same);
        String members = """
                insert into device_group_members (group_id, device_id, added_at)
                select g.id, m.device_id, m.added_at
                from json_to_recordset($1::text::json -> 'members') as m ("group" text, device_id bigint, added_at timestamptz)
                join device_groups g on g.name = m."group" and not g.dynamic
                where m.device_id in (%s) on conflict do nothing""".formatted(same);
        return statements
                .run(keys, Tuple.of(page))
                .chain(() -> statements.run(configurations, Tuple.of(page)))
                .chain(() -> statements.run(members, Tuple.of(page)))
                .replaceWithVoid();
    }

    /** No id that the document's registry has ever given is given again. */
    Uni<Void> passOverIds(DatabaseStatements statements, String page) {
        String devices = """
                select setval('devices_id_seq', greatest(last_value, ($1::text::json ->> 'last_id')::bigint))
                from devices_id_seq""";
        String groups = """
                select setval('device_groups_id_seq', greatest(last_value, ($1::text::json ->> 'last_group_id')::bigint))
                from device_groups_id_seq""";
        return statements
                .run(devices, Tuple.of(page))
                .chain(() -> statements.run(groups, Tuple.of(page)))
                .replaceWithVoid();
    }
}
