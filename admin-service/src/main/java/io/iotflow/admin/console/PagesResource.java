package io.iotflow.admin.console;

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

/** The pages. Each is a frame in which its script shows what the APIs answer to this operator. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(OperatorRole.Names.VIEWER)
class PagesResource {

    private final Template page;
    private final PageSession sessions;
    private final SecurityIdentity operator;

    PagesResource(@Location("console/page") Template page, PageSession sessions, SecurityIdentity operator) {
        this.page = page;
        this.sessions = sessions;
        this.operator = operator;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance overview(RoutingContext exchange) {
        return show("Overview", "overview", exchange);
    }

    @GET
    @Path("/devices")
    @Operation(hidden = true)
    public TemplateInstance devices(RoutingContext exchange) {
        return show("Devices", "devices", exchange);
    }

    @GET
    @Path("/devices/{id:\\d+}")
    @Operation(hidden = true)
    public TemplateInstance device(@PathParam("id") String id, RoutingContext exchange) {
        return show("Device " + id, "device", exchange).data("page", "devices").data("id", id);
    }

    @GET
    @Path("/groups")
    @Operation(hidden = true)
    public TemplateInstance groups(RoutingContext exchange) {
        return show("Groups", "groups", exchange);
    }

    @GET
    @Path("/alerts")
    @Operation(hidden = true)
    public TemplateInstance alerts(RoutingContext exchange) {
        return show("Alerts", "alerts", exchange);
    }

    @GET
    @Path("/settings")
    @Operation(hidden = true)
    public TemplateInstance settings(RoutingContext exchange) {
        return show("Settings", "settings", exchange);
    }

    @GET
    @Path("/refused")
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    @Operation(hidden = true)
    public TemplateInstance refused(RoutingContext exchange) {
        return show("Refused", "refused", exchange);
    }

    @GET
    @Path("/audit")
    @RolesAllowed(OperatorRole.Names.ADMIN)
    @Operation(hidden = true)
    public TemplateInstance audit(RoutingContext exchange) {
        return show("Audit", "audit", exchange);
    }

    private TemplateInstance show(String title, String script, RoutingContext exchange) {
        return page.data("title", title)
                .data("page", script)
                .data("script", script)
                .data("id", "")
                .data("viewer", sessions.viewer(exchange, operator));
    }
}
