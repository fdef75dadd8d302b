package io.iotflow.simulator.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.simulator.audit.fleet.FleetAudit;
import io.iotflow.simulator.device.Connections;
import io.iotflow.simulator.fleet.FleetPlan;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import io.iotflow.simulator.report.RunReport;
import io.iotflow.simulator.run.Roster;
import io.iotflow.simulator.run.ScenarioRun;
import io.iotflow.simulator.scenario.ProfileSource;
import io.iotflow.simulator.scenario.Scenario;
import io.iotflow.simulator.scenario.ScenarioException;
import io.iotflow.simulator.scenario.ScenarioReader;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code iotflow simulate}: a device or a fleet, with a report and, if wanted, an audit. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Runs simulated devices, prints a report, and audits on request what was stored.")
public final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private SimulateOptions options = new SimulateOptions();

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Spec
    private CommandSpec spec;

    private final CompletableFuture<ScenarioRun> running = new CompletableFuture<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Clock clock;

    /**
     * @param clock for the times of readings
     */
    public SimulateCommand(Clock clock) {
        this.clock = clock;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endEarly, "end-early"));
        options.applyLogLevel();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            Platform platform = new Platform(URI.create("http://" + options.host + ":" + options.httpPort));
            Scenario scenario = scenario();
            Roster roster = new Roster(platform, options.admission(), scenario);
            FleetPlan plan = roster.plan();
            roster.introduction().forEach(out()::println);
            out().flush();
            return run(options.connections(vertx, scenario.sending().transport()), platform, scenario, plan);
        } catch (PlatformException | ScenarioException refused) {
            err().println(refused.getMessage());
            err().flush();
            return 1;
        } finally {
            vertx.close();
            finished.countDown();
        }
    }

    /** The file, if there is one, and over it what the flags say. */
    private Scenario scenario() throws ScenarioException, IOException {
        ObjectNode document = fleet.scenario == null
                ? JsonNodeFactory.instance.objectNode()
                : ScenarioReader.parse(Files.readString(fleet.scenario));
        options.overlay(document);
        fleet.overlay(document);
        return new ScenarioReader(ProfileSource::productAndFiles, new SecureRandom()::nextLong).read(document);
    }

    private int run(Connections connections, Platform platform, Scenario scenario, FleetPlan plan)
            throws IOException, InterruptedException, PlatformException {
        Path file = options.log.isEmpty()
                ? Files.createTempDirectory("iotflow-run-").resolve("run.log")
                : Path.of(options.log);
        try (ScenarioRun run = ScenarioRun.of(scenario, plan, connections, file, clock)) {
            running.complete(run);
            ProgressLine progress = new ProgressLine(run, out());
            boolean left = run.play(progress);
            progress.end();
            if (!left) {
                out().println("not everything was acknowledged within " + ScenarioRun.FAREWELL.toSeconds() + " s");
            }
            RunReport report = run.report();
            out().print(report.text());
            Optional<FleetAudit> audit = scenario.audit() ? Optional.of(audit(run, platform, file)) : Optional.empty();
            if (fleet.report != null) {
                report.withAudit(audit).write(fleet.report);
            }
            out().flush();
            return audit.map(FleetAudit::passed).orElse(true) ? 0 : 1;
        }
    }

    private FleetAudit audit(ScenarioRun run, Platform platform, Path file) throws IOException, PlatformException {
        FleetAudit audit = run.audit(platform);
        out().println("audit of " + file);
        out().print(audit.report());
        return audit;
    }

    /** Ctrl-C: the main thread says goodbye and reports, and the JVM waits until it has. */
    private void endEarly() {
        running.thenAccept(ScenarioRun::stop);
        try {
            finished.await(ScenarioRun.FAREWELL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
