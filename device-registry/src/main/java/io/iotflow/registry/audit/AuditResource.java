package io.iotflow.registry.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.iotflow.domain.WireTime;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.NumberParameter;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who did what, when, to which object, for admin-service. */
@Path("/internal/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.ADMIN)
class AuditResource {

    private static final int LARGEST_PAGE = 500;

    record EntryJson(
            long id,
            String timestamp,
            String actor,
            String action,
            String objectType,
            String objectId,
            @JsonRawValue String details) {}

    record AuditPage(
            List<EntryJson> audit,
            boolean hasMore,
            @Nullable String nextCursor) {}

    private final AuditRepository repository;

    AuditResource(AuditRepository repository) {
        this.repository = repository;
    }

    /** The newest first; {@code cursor} goes on where the last page ended. */
    @GET
    public Uni<AuditPage> page(
            @Nullable @QueryParam("object_type") String objectType,
            @Nullable @QueryParam("object_id") String objectId,
            @Nullable @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        int most = NumberParameter.read("limit", limit, 1, LARGEST_PAGE);
        return repository
                .page(Optional.ofNullable(objectType), Optional.ofNullable(objectId), before(cursor), most + 1)
                .map(entries -> page(entries, most));
    }

    private static AuditPage page(List<AuditRepository.Entry> entries, int most) {
        boolean more = entries.size() > most;
        List<AuditRepository.Entry> shown = more ? entries.subList(0, most) : entries;
        return new AuditPage(
                shown.stream().map(AuditResource::json).toList(),
                more,
                more ? Long.toString(shown.getLast().id()) : null);
    }

    private static long before(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException _) {
            throw ProblemException.invalid(Violation.inQuery("cursor", "must be the next_cursor of the page before"));
        }
    }

    private static EntryJson json(AuditRepository.Entry entry) {
        return new EntryJson(
                entry.id(),
                WireTime.of(entry.at()),
                entry.actor(),
                entry.action(),
                entry.objectType(),
                entry.objectId(),
                entry.details());
    }
}
