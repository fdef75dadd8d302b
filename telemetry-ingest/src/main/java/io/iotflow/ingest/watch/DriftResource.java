package io.iotflow.ingest.watch;

import io.iotflow.domain.WireTime;
import io.iotflow.ingest.watch.TypeDrift.Drift;
import io.iotflow.operator.OperatorRole;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Fields that have changed their type. */
@Path("/api/v1/telemetry/drift")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
@Tag(name = "Telemetry")
class DriftResource {

    record FieldDrift(String field, Set<ValueKind> types, String firstTime, int devices) {}

    record Drifts(List<FieldDrift> drift) {}

    private final TypeDrift drift;

    DriftResource(TypeDrift drift) {
        this.drift = drift;
    }

    @GET
    @Operation(
            summary = "Fields that have changed their type",
            description = "Seen by this replica since it started. No value is lost by a change.")
    public Drifts drifts() {
        return new Drifts(drift.drifts().stream().map(DriftResource::wire).toList());
    }

    private static FieldDrift wire(Drift drift) {
        return new FieldDrift(drift.field(), drift.types(), WireTime.of(drift.firstTime()), drift.devices());
    }
}
