package io.iotflow.simulator.page;

import io.iotflow.operator.OperatorRole;
import io.iotflow.session.PageSession;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages of the simulator. Each is a frame in which its script shows what the API answers to this operator. */
@Path("/simulator")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(OperatorRole.Names.VIEWER)
class SimulatorPagesResource {

    private final Template page;
    private final PageSession sessions;
    private final SecurityIdentity operator;

    SimulatorPagesResource(@Location("simulator/page") Template page, PageSession sessions, SecurityIdentity operator) {
        this.page = page;
        this.sessions = sessions;
        this.operator = operator;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance devices(RoutingContext exchange) {
        return show("Virtual devices", "devices", exchange);
    }

    @GET
    @Path("/devices/{id:\\d{1,18}}")
    @Operation(hidden = true)
    public TemplateInstance device(@PathParam("id") String id, RoutingContext exchange) {
        return show("Virtual device " + id, "device", exchange)
                .data("page", "devices")
                .data("id", id);
    }

    @GET
    @Path("/measurements")
    @Operation(hidden = true)
    public TemplateInstance measurements(RoutingContext exchange) {
        return show("Measurements", "measurements", exchange);
    }

    @GET
    @Path("/cumulocity")
    @Operation(hidden = true)
    public TemplateInstance cumulocity(RoutingContext exchange) {
        return show("Cumulocity", "cumulocity", exchange);
    }

    @GET
    @Path("/runs")
    @Operation(hidden = true)
    public TemplateInstance runs(RoutingContext exchange) {
        return show("Fleets and runs", "runs", exchange);
    }

    private TemplateInstance show(String title, String script, RoutingContext exchange) {
        return page.data("title", title)
                .data("page", script)
                .data("script", script)
                .data("id", "")
                .data("viewer", sessions.viewer(exchange, operator));
    }
}
