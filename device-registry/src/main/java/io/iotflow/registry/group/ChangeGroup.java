package io.iotflow.registry.group;

import io.iotflow.domain.DeviceId;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.audit.Audit;
import io.iotflow.registry.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes groups, changes them and their members; each change with its line in the audit. */
@Singleton
class ChangeGroup {

    private static final String OBJECT = "group";

    private final Database database;
    private final GroupRepository groups;
    private final MembershipRepository memberships;
    private final Audit audit;
    private final GroupSettings settings;

    ChangeGroup(
            Database database,
            GroupRepository groups,
            MembershipRepository memberships,
            Audit audit,
            GroupSettings settings) {
        this.database = database;
        this.groups = groups;
        this.memberships = memberships;
        this.audit = audit;
        this.settings = settings;
    }

    Uni<Group> make(GroupForm form) {
        return database.inTransaction(statements -> groups.add(statements, form, settings.most())
                        .map(added -> added.orElseThrow(this::tooMany))
                        .call(group -> audit.record(
                                statements,
                                "group.create",
                                OBJECT,
                                Long.toString(group.id()),
                                Map.of("after", said(form.description(), form.query())))))
                .onFailure(ChangeGroup::isNameTaken)
                .transform(_ -> nameTaken());
    }

    Uni<Group> change(Group group, GroupForm form) {
        return database.inTransaction(statements -> groups.change(statements, group.id(), form)
                        .map(changed -> changed.orElseThrow(KnownGroups::unknown))
                        .call(changed -> audit.record(
                                statements,
                                "group.change",
                                OBJECT,
                                Long.toString(group.id()),
                                Map.of(
                                        "before",
                                        said(group.description(), group.query()),
                                        "after",
                                        said(form.description(), form.query())))))
                .onFailure(ChangeGroup::isNameTaken)
                .transform(_ -> nameTaken());
    }

    Uni<Void> remove(Group group) {
        return database.inTransaction(statements -> groups.remove(statements, group.id())
                .chain(() -> audit.record(
                        statements,
                        "group.delete",
                        OBJECT,
                        Long.toString(group.id()),
                        Map.of("before", said(group.description(), group.query())))));
    }

    private static Map<String, Object> said(Group.Description group, Optional<Group.Query> query) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("name", group.name());
        group.description().ifPresent(text -> said.put("description", text));
        group.color().ifPresent(color -> said.put("color", color));
        query.ifPresent(dynamic -> said.put("query", said(dynamic)));
        return said;
    }

    private static Map<String, Object> said(Group.Query query) {
        Map<String, Object> said = new LinkedHashMap<>();
        query.deviceType().ifPresent(type -> said.put("device_type", type));
        query.status().ifPresent(status -> said.put("status", status.wireName()));
        if (!query.tags().isEmpty()) {
            said.put("tags", query.tags());
        }
        return said;
    }

    private static Map<String, Object> counted(int count, List<DeviceId> devices) {
        return Map.of(
                "count",
                count,
                "device_ids",
                devices.stream().map(DeviceId::value).toList());
    }

    /** Answers how many became members that were none. */
    Uni<Integer> addMembers(Group group, List<DeviceId> devices) {
        refuseDynamic(group);
        return database.inTransaction(statements -> memberships
                .add(statements, group.id(), devices)
                .call(added -> audit.record(
                        statements,
                        "group.members.add",
                        OBJECT,
                        Long.toString(group.id()),
                        Map.of("after", counted(added, devices)))));
    }

    /** Answers how many are members no more. */
    Uni<Integer> removeMembers(Group group, List<DeviceId> devices) {
        refuseDynamic(group);
        return database.inTransaction(statements -> memberships
                .remove(statements, group.id(), devices)
                .call(removed -> audit.record(
                        statements,
                        "group.members.remove",
                        OBJECT,
                        Long.toString(group.id()),
                        Map.of("before", counted(removed, devices)))));
    }

    private static void refuseDynamic(Group group) {
        if (group.query().isPresent()) {
            throw ProblemException.titled(
                    ProblemType.CONFLICT,
                    "Group is dynamic",
                    "The members of this group follow from its query. Change the query, or the devices.");
        }
    }

    private ProblemException tooMany() {
        return ProblemException.titled(
                ProblemType.CONFLICT, "Too many groups", "There are " + settings.most() + " groups already.");
    }

    private static boolean isNameTaken(Throwable failure) {
        return failure instanceof PgException said && "device_groups_name_key".equals(said.getConstraint());
    }

    private static ProblemException nameTaken() {
        return ProblemException.titled(
                ProblemType.CONFLICT, "Group name already exists", "Another group has this name. Choose another one.");
    }
}
