package io.iotflow.admin.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.iotflow.admin.alert.AlertRepository.Wanted;
import io.iotflow.admin.alert.webhook.DeliveryJson;
import io.iotflow.admin.alert.webhook.DeliveryRepository;
import io.iotflow.domain.DeviceId;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.NumberParameter;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alerts: what was found, and what people did about it. */
@Path("/api/v1/admin/alerts")
@Produces(MediaType.APPLICATION_JSON)
class AlertsResource {

    private static final int LARGEST_PAGE = 500;
    private static final List<String> UNCLOSED = List.of("open", "acknowledged");

    /**
     * A page, the newest first.
     *
     * @param unclosed how many alerts of all rules are not closed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AlertsPage(
            List<AlertJson> alerts,
            long unclosed,
            boolean hasMore,
            @Nullable String nextCursor) {}

    /** An alert, and how it goes with telling the webhook of its rule. */
    record AlertDetails(@JsonUnwrapped AlertJson alert, List<DeliveryJson> deliveries) {}

    private final AlertRepository alerts;
    private final DeliveryRepository deliveries;
    private final HandleAlert handle;

    AlertsResource(AlertRepository alerts, DeliveryRepository deliveries, HandleAlert handle) {
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.handle = handle;
    }

    /** {@code state} is open, acknowledged, closed, or unclosed for the first two; {@code cursor} goes on after a page. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<AlertsPage> page(
            @Nullable @QueryParam("state") String state,
            @Nullable @QueryParam("rule_id") String rule,
            @Nullable @QueryParam("device_id") String device,
            @Nullable @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        int most = NumberParameter.read("limit", limit, 1, LARGEST_PAGE);
        Wanted wanted = new Wanted(states(state), id("rule_id", rule), id("device_id", device));
        long before = id("cursor", cursor).orElse(Long.MAX_VALUE);
        return alerts.page(wanted, before, most + 1)
                .chain(found -> alerts.countUnclosed().map(unclosed -> page(found, most, unclosed)));
    }

    @GET
    @Path("/{id:\\d+}")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<AlertDetails> read(@PathParam("id") String id) {
        long alert = number(id);
        return handle.find(alert)
                .chain(found -> deliveries.of(alert).map(told -> new AlertDetails(AlertJson.of(found), told)));
    }

    /** Somebody has seen it. 409 when it is not open. */
    @POST
    @Path("/{id:\\d+}/acknowledge")
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<AlertJson> acknowledge(@PathParam("id") String id) {
        return handle.acknowledge(number(id)).map(AlertJson::of);
    }

    /** It opens again only after the condition has not held in between. 409 when it is closed. */
    @POST
    @Path("/{id:\\d+}/close")
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<AlertJson> close(@PathParam("id") String id) {
        return handle.close(number(id)).map(AlertJson::of);
    }

    private static AlertsPage page(List<Alert> found, int most, long unclosed) {
        boolean more = found.size() > most;
        List<Alert> shown = more ? found.subList(0, most) : found;
        return new AlertsPage(
                shown.stream().map(AlertJson::of).toList(),
                unclosed,
                more,
                more ? Long.toString(shown.getLast().id()) : null);
    }

    private static List<String> states(@Nullable String state) {
        if (state == null || state.isEmpty()) {
            return AlertState.names();
        }
        if (state.equals("unclosed")) {
            return UNCLOSED;
        }
        return AlertState.parse(state)
                .map(one -> List.of(one.wireName()))
                .orElseThrow(() -> ProblemException.invalid(
                        Violation.inQuery("state", "must be open, acknowledged, closed or unclosed")));
    }

    private static Optional<Long> id(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(DeviceId.parse(text)
                .orElseThrow(() -> ProblemException.invalid(Violation.inQuery(name, "must be the number of one")))
                .value());
    }

    private static long number(String id) {
        return DeviceId.parse(id).orElseThrow(HandleAlert::unknown).value();
    }
}
