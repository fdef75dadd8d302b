package io.iotflow.admin.retention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.QueryApi;
import io.iotflow.audit.Change;
import io.iotflow.audit.RecordChange;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** How long telemetry is kept: of all devices, of a type, of one. telemetry-query puts it into force. */
@Path("/api/v1/admin/retention")
@Produces(MediaType.APPLICATION_JSON)
class RetentionResource {

    private static final String SERVICE = "telemetry-query";

    private static final List<String> POLICY = List.of("default", "device_types", "devices");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final QueryApi query;
    private final Answers answers;
    private final RecordChange audit;

    RetentionResource(@RestClient QueryApi query, Answers answers, RecordChange audit) {
        this.query = query;
        this.answers = answers;
        this.audit = audit;
    }

    /** The policy, and what the store has been told of it by now. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<ObjectNode> read() {
        return answers.read(SERVICE, query.retention());
    }

    /** Replaces the policy as a whole; {@code dry_run=true} changes nothing and counts what would go. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<ObjectNode> replace(@Nullable @QueryParam("dry_run") String dryRun, byte[] body) {
        if ("true".equals(dryRun)) {
            return answers.read(SERVICE, query.setRetention(dryRun, body));
        }
        return read().chain(before ->
                answers.read(SERVICE, query.setRetention(dryRun, body)).call(after -> record(before, after)));
    }

    private Uni<Void> record(ObjectNode before, ObjectNode after) {
        Optional<Object> was = Optional.of(before.deepCopy().retain(POLICY));
        Optional<Object> is = Optional.of(after.deepCopy().retain(POLICY));
        return audit.record(new Change("retention.change", "retention", "policy", was, is))
                .onFailure(ProblemException.class)
                .transform(_ -> ProblemException.unavailable(
                        "Not in the audit",
                        "The policy was changed, but the audit does not answer. Send it again.",
                        RETRY_AFTER));
    }
}
