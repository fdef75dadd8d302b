package io.iotflow.simulator.service;

import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import io.iotflow.simulator.profile.ProfileCatalog;
import io.iotflow.simulator.report.RunReport;
import io.iotflow.simulator.scenario.Scenario;
import io.iotflow.simulator.scenario.ScenarioException;
import io.iotflow.simulator.scenario.ScenarioReader;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Fleets and scenarios that run in the simulator: starts, watches and stops them, and gives their reports. */
@Path("/api/v1/simulator/runs")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
class RunsResource {

    private static final Duration LOOK = Duration.ofSeconds(1);

    record Runs(List<RunView> runs) {}

    private final RemoteRuns runs;
    private final RunChanges changes;
    private final RunSettings settings;
    private final RandomGenerator random;

    RunsResource(RemoteRuns runs, RunChanges changes, RunSettings settings, RandomGenerator random) {
        this.runs = runs;
        this.changes = changes;
        this.settings = settings;
        this.random = random;
    }

    /** Starts what a scenario says, in JSON or YAML. Devices are registered with the caller's token. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml"})
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<RestResponse<RunView>> start(@Nullable String body, @RestHeader("Authorization") String authorization) {
        Scenario scenario = scenario(body == null ? "" : body);
        String token = authorization.substring(authorization.indexOf(' ') + 1).strip();
        String id = runs.newId();
        return changes.start(id, scenario)
                .replaceWith(() -> runs.start(id, scenario, token))
                .map(run -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, RunView.of(run))
                        .location(URI.create("/api/v1/simulator/runs/" + run.id()))
                        .build());
    }

    private Scenario scenario(String body) {
        try {
            return new ScenarioReader(ProfileCatalog::find, random::nextLong)
                    .read(ScenarioReader.parse(body))
                    .within(settings.mostDevices(), settings.longest());
        } catch (ScenarioException wrong) {
            throw ProblemException.invalid(wrong.complaints().stream()
                    .map(complaint -> Violation.inBody("scenario", complaint))
                    .toList());
        }
    }

    /** All that are known, the oldest one first; without their courses. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Runs all() {
        return new Runs(runs.all().stream().map(RunView::of).toList());
    }

    /** How a run goes, and went until now. */
    @GET
    @Path("{id}")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public RunView one(@PathParam("id") String id) {
        return RunView.since(runs.find(id), 0);
    }

    /** How a run goes, each second until it is over: first with its whole course, then with what is new of it. */
    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Multi<RunView> watch(@PathParam("id") String id) {
        RemoteRun run = runs.find(id);
        return Multi.createBy()
                .repeating()
                .uni(AtomicInteger::new, told -> next(run, told))
                .withDelay(LOOK)
                .whilst(RunView::isUnderWay);
    }

    private static Uni<RunView> next(RemoteRun run, AtomicInteger told) {
        return Uni.createFrom().item(() -> RunView.since(run, told.get())).invoke(view -> told.set(view.seconds()));
    }

    /** Ends a run early. Its devices still say that they leave, and it is audited if that was asked for. */
    @POST
    @Path("{id}/stop")
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<RunView> stop(@PathParam("id") String id) {
        RemoteRun run = runs.find(id);
        return changes.stop(run).invoke(run::stop).replaceWith(() -> RunView.of(run));
    }

    /** What a run has done until now: {@code format} is json, html, text or prometheus. */
    @GET
    @Path("{id}/report")
    @Produces(MediaType.WILDCARD)
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public RestResponse<String> report(
            @PathParam("id") String id, @QueryParam("format") @DefaultValue("json") String format) {
        RunReport report = runs.find(id)
                .report()
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.CONFLICT, "The devices of this run are not registered yet. Ask again later."));
        return switch (format) {
            case "json" -> document(report.json().toString(), MediaType.APPLICATION_JSON);
            case "html" -> page(report);
            case "text" -> document(report.whole(), MediaType.TEXT_PLAIN + ";charset=UTF-8");
            case "prometheus" -> document(report.prometheus(), MediaType.TEXT_PLAIN + ";version=0.0.4;charset=UTF-8");
            default ->
                throw ProblemException.invalid(Violation.inQuery("format", "must be json, html, text or prometheus"));
        };
    }

    private static RestResponse<String> page(RunReport report) {
        return RestResponse.ResponseBuilder.ok(report.html())
                .header("Content-Type", MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", RunReport.htmlPolicy())
                .build();
    }

    private static RestResponse<String> document(String content, String type) {
        return RestResponse.ResponseBuilder.ok(content)
                .header("Content-Type", type)
                .build();
    }
}
