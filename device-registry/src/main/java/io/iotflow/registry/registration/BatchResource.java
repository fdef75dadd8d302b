package io.iotflow.registry.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.registry.device.NameTaken;
import io.iotflow.registry.registration.RegisterBatch.Row;
import io.iotflow.registry.registration.RegisterDevice.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registration of many devices over HTTP, as JSON or as CSV. */
@Path("/api/v1/devices/register/batch")
@Produces(MediaType.APPLICATION_JSON)
class BatchResource {

    private static final int MULTI_STATUS = 207;
    private static final int CREATED = 201;
    private static final int OK = 200;

    record RowError(String title, String detail, List<Violation> violations) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowResult(
            int index,
            int status,
            @Nullable RegisteredDevice device,
            @Nullable RowError error) {}

    record BatchAnswer(List<RowResult> results) {}

    private final RegisterBatch registration;
    private final ProvisioningAccess access;
    private final RegistrationSettings settings;

    BatchResource(RegisterBatch registration, ProvisioningAccess access, RegistrationSettings settings) {
        this.registration = registration;
        this.access = access;
        this.settings = settings;
    }

    /** A JSON array of devices. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> registerJson(
            @Nullable @HeaderParam("X-Provisioning-Key") String provisioningKey, byte[] body) {
        return access.checkBatch(provisioningKey)
                .map(_ -> RegistrationBatch.ofJson(body, settings.batch()))
                .chain(registration::register)
                .map(BatchResource::answer);
    }

    /** The same as CSV with a line of headers. */
    @POST
    @Consumes("text/csv")
    public Uni<Response> registerCsv(@Nullable @HeaderParam("X-Provisioning-Key") String provisioningKey, byte[] body) {
        return access.checkBatch(provisioningKey)
                .map(_ -> RegistrationBatch.ofCsv(body, settings.batch()))
                .chain(registration::register)
                .map(BatchResource::answer);
    }

    private static Response answer(List<Row> rows) {
        List<RowResult> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            results.add(result(i, rows.get(i)));
        }
        return Response.status(MULTI_STATUS).entity(new BatchAnswer(results)).build();
    }

    private static RowResult result(int index, Row row) {
        return switch (row) {
            case Row.Answered(Outcome.Registered registered) ->
                new RowResult(index, CREATED, RegisteredDevice.of(registered), null);
            case Row.Answered(Outcome.AlreadyThere(var device)) ->
                new RowResult(index, OK, RegisteredDevice.withoutKey(device), null);
            case Row.Answered(Outcome.NameIsTaken()) -> refused(index, NameTaken.problem());
            case Row.Refused(ProblemException problem) -> refused(index, problem);
        };
    }

    private static RowResult refused(int index, ProblemException problem) {
        RowError error = new RowError(problem.title(), problem.detail(), problem.violations());
        return new RowResult(index, problem.type().status(), null, error);
    }
}
