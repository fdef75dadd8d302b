package io.iotflow.registry.audit;

import io.iotflow.registry.database.Database;
import io.iotflow.registry.form.JsonForm;
import io.iotflow.service.ServicesOnly;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What operators change at another service, which knows who they are and tells it here: there is one audit. */
@Path("/internal/audit/changes")
@ServicesOnly
class ServiceAuditResource {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ACTION = 64;
    private static final int LONGEST_TYPE = 32;

    private final AuditRepository repository;
    private final Database database;

    ServiceAuditResource(AuditRepository repository, Database database) {
        this.repository = repository;
        this.database = database;
    }

    /** Writes one entry; {@code details} holds no keys and no secrets. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> add(byte[] body) {
        JsonForm form = JsonForm.read(body);
        String actor = form.requiredText("actor", LONGEST_NAME);
        String action = form.requiredText("action", LONGEST_ACTION);
        String type = form.requiredText("object_type", LONGEST_TYPE);
        String id = form.requiredText("object_id", LONGEST_ACTION);
        JsonObject details = new JsonObject(form.object("details"));
        form.check();
        return repository
                .add(database, actor, new AuditedChange(action, type, id, details.getMap()))
                .replaceWith(() -> Response.noContent().build());
    }
}
