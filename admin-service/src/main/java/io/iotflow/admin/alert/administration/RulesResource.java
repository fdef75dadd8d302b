package io.iotflow.admin.alert.administration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.alert.administration.ChangeRules.Changed;
import io.iotflow.admin.alert.rule.RuleRepository;
import io.iotflow.operator.OperatorRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The rules of alerts. Whom a rule tells over HTTP is for admins to say: this service makes the call. */
@Path("/api/v1/admin/alerts/rules")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
class RulesResource {

    record RulesJson(List<RuleJson> rules) {}

    private final RuleRepository rules;
    private final ChangeRules change;
    private final RuleRequests requests;

    RulesResource(RuleRepository rules, ChangeRules change, RuleRequests requests) {
        this.rules = rules;
        this.change = change;
        this.requests = requests;
    }

    /** All, by name. */
    @GET
    public Uni<RulesJson> list() {
        return rules.list()
                .map(found -> new RulesJson(found.stream().map(RuleJson::of).toList()));
    }

    @GET
    @Path("/{id}")
    public Uni<RuleJson> read(@PathParam("id") String id) {
        return rules.find(RuleRequests.id(id)).map(found -> RuleJson.of(found.orElseThrow(ChangeRules::unknown)));
    }

    /** A new rule; with the secret that signs its webhook, shown once, unless the request brought one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(byte[] body) {
        ObjectNode wanted = requests.read(body);
        return requests.wish(wanted).chain(wish -> change.add(wanted, wish)).map(RulesResource::created);
    }

    /** Members that are not sent stay as they are. A rule that is switched off closes its alerts. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RuleJson> change(@PathParam("id") String id, byte[] body) {
        long rule = RuleRequests.id(id);
        ObjectNode wanted = requests.read(body);
        return requests.wish(wanted)
                .chain(wish -> change.change(rule, wanted, wish))
                .map(changed -> RuleJson.of(changed.rule(), changed.newSecret()));
    }

    /** Its alerts are closed and stay to be read. */
    @DELETE
    @Path("/{id}")
    public Uni<Response> remove(@PathParam("id") String id) {
        long rule = RuleRequests.id(id);
        return requests.wish()
                .chain(wish -> change.remove(rule, wish))
                .map(_ -> Response.noContent().build());
    }

    private static Response created(Changed changed) {
        return Response.status(Response.Status.CREATED)
                .entity(RuleJson.of(changed.rule(), changed.newSecret()))
                .build();
    }
}
