package io.iotflow.registry.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.NumberParameter;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.audit.Audit;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.form.JsonForm;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** The registry page by page, hashes of keys included; what was read here is taken here, as often as it comes. */
@Path("/internal/backup")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.ADMIN)
class BackupResource {

    private static final int LARGEST_PAGE = 1000;
    private static final int LARGEST_BODY = 8 * 1024 * 1024;

    record Imported(int devices, int added) {}

    private final BackupRepository repository;
    private final Database database;
    private final Audit audit;

    BackupResource(BackupRepository repository, Database database, Audit audit) {
        this.repository = repository;
        this.database = database;
        this.audit = audit;
    }

    /** The devices after an id; {@code next_after} is null when there are no more. */
    @GET
    public Uni<String> page(
            @QueryParam("after") @DefaultValue("0") String after,
            @QueryParam("limit") @DefaultValue("500") String limit) {
        int from = NumberParameter.read("after", after, 0, Integer.MAX_VALUE);
        int most = NumberParameter.read("limit", limit, 1, LARGEST_PAGE);
        return repository.page(from, most);
    }

    /** Takes a page. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Imported> take(byte[] body) {
        JsonNode page = JsonForm.parse(body, LARGEST_BODY);
        boolean whole = page.path("devices").isArray()
                && page.path("api_keys").isArray()
                && page.path("configurations").isArray()
                && page.path("last_id").isIntegralNumber();
        if (!whole) {
            throw ProblemException.of(
                    ProblemType.VALIDATION_FAILED, "The body must be a page as GET /internal/backup answers it.");
        }
        String text = page.toString();
        return database.inTransaction(statements -> repository
                .addDevices(statements, text)
                .call(() -> repository.addGroups(statements, text))
                .call(() -> repository.addBelongings(statements, text))
                .call(() -> repository.passOverIds(statements, text))
                .call(added ->
                        audit.record(statements, "registry.import", "registry", "devices", Map.of("added", added)))
                .map(added -> new Imported(page.path("devices").size(), added)));
    }
}
