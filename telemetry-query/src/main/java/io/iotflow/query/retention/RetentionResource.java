package io.iotflow.query.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.WireTime;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.fleet.FleetDirectory;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.query.retention.CountWhatWouldGo.WouldGo;
import io.iotflow.query.retention.KnownPolicy.Dated;
import io.iotflow.store.RetentionRules;
import io.iotflow.store.RetentionRules.InForce;
import io.iotflow.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long telemetry is kept, for admin-service. */
@Path("/internal/telemetry/retention")
@Produces(MediaType.APPLICATION_JSON)
class RetentionResource {

    /**
     * What the store has been told by now.
     *
     * @param keepsAllSeconds how long it keeps what has no rule of its own; null for ever
     * @param deviceRules how many devices have a rule of their own
     */
    record StoreJson(@Nullable Long keepsAllSeconds, int deviceRules) {}

    /**
     * What would go.
     *
     * @param devices how many have readings that would go
     * @param devicesLookedAt of all devices; more are not looked at when there are very many
     */
    record WouldGoJson(long readings, long devices, long devicesLookedAt) {}

    /** A policy; with what the store has been told, or with what would go. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RetentionJson(
            @JsonProperty("default") String all,
            Map<String, String> deviceTypes,
            Map<String, String> devices,
            @Nullable String updatedAt,
            @Nullable StoreJson store,
            @Nullable Boolean dryRun,
            @Nullable WouldGoJson wouldGo) {}

    private final KnownPolicy policies;
    private final PolicyJson json;
    private final RetentionRules rules;
    private final CountWhatWouldGo counting;
    private final FleetDirectory directory;

    RetentionResource(
            KnownPolicy policies,
            PolicyJson json,
            RetentionRules rules,
            CountWhatWouldGo counting,
            FleetDirectory directory) {
        this.policies = policies;
        this.json = json;
        this.rules = rules;
        this.counting = counting;
        this.directory = directory;
    }

    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<RetentionJson> read() {
        return policies.dated().chain(this::withStore);
    }

    /** Replaces the policy as a whole; in force within a minute. A dry run changes nothing. */
    @PUT
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<RetentionJson> replace(
            @DefaultValue("false") @QueryParam("dry_run") String dryRun, @Nullable String body) {
        RetentionPolicy policy = json.read(body == null ? "" : body);
        boolean dry = switch (dryRun) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid(Violation.inQuery("dry_run", "must be true or false"));
        };
        return directory
                .existing(policy.devices().keySet())
                .invoke(known -> refuseUnknown(policy, known))
                .chain(() -> dry
                        ? counting.count(policy).map(go -> answer(policy, go))
                        : policies.write(policy).chain(this::withStore));
    }

    private static void refuseUnknown(RetentionPolicy policy, Set<DeviceId> known) {
        policy.devices().keySet().stream()
                .filter(device -> !known.contains(device))
                .findFirst()
                .ifPresent(device -> {
                    throw ProblemException.invalid(
                            Violation.inBody("devices." + device, "there is no device with this id"));
                });
    }

    private Uni<RetentionJson> withStore(Dated dated) {
        return rules.inForce()
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of)
                .map(now -> new RetentionJson(
                        dated.policy().all().text(),
                        types(dated.policy()),
                        devices(dated.policy()),
                        dated.since().map(WireTime::of).orElse(null),
                        store(now),
                        null,
                        null));
    }

    private static RetentionJson answer(RetentionPolicy policy, WouldGo go) {
        WouldGoJson wouldGo = new WouldGoJson(go.older().readings(), go.older().devices(), go.looked());
        return new RetentionJson(policy.all().text(), types(policy), devices(policy), null, null, true, wouldGo);
    }

    private static StoreJson store(InForce now) {
        return new StoreJson(
                now.all().map(Duration::toSeconds).orElse(null), now.devices().size());
    }

    private static Map<String, String> types(RetentionPolicy policy) {
        Map<String, String> types = new LinkedHashMap<>();
        policy.types().forEach((type, kept) -> types.put(type, kept.text()));
        return types;
    }

    private static Map<String, String> devices(RetentionPolicy policy) {
        Map<String, String> devices = new LinkedHashMap<>();
        policy.devices().forEach((device, kept) -> devices.put(device.toString(), kept.text()));
        return devices;
    }
}
