package io.iotflow.simulator.command;

import io.iotflow.simulator.audit.fleet.FleetAudit;
import io.iotflow.simulator.audit.fleet.FleetLog;
import io.iotflow.simulator.audit.fleet.LoggedReadings;
import io.iotflow.simulator.audit.fleet.QueryReadBack;
import io.iotflow.simulator.fleet.FleetPlan;
import io.iotflow.simulator.fleet.FleetRun;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import io.iotflow.simulator.profile.ProfileException;
import io.iotflow.simulator.report.RunReport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private static final Duration FAREWELL = Duration.ofSeconds(60);

    @Mixin
    private SimulateOptions options = new SimulateOptions();

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Spec
    private CommandSpec spec;

    private final CountDownLatch interrupted = new CountDownLatch(1);
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
            Roster roster = new Roster(platform, options, fleet, options.seed());
            FleetPlan plan = roster.plan();
            roster.introduction().forEach(out()::println);
            out().flush();
            return run(vertx, platform, plan);
        } catch (PlatformException | ProfileException refused) {
            err().println(refused.getMessage());
            err().flush();
            return 1;
        } finally {
            vertx.close();
            finished.countDown();
        }
    }

    private int run(Vertx vertx, Platform platform, FleetPlan plan)
            throws IOException, InterruptedException, PlatformException {
        Path file = options.log.isEmpty()
                ? Files.createTempDirectory("iotflow-run-").resolve("run.log")
                : Path.of(options.log);
        RunReport report;
        try (FleetLog log = FleetLog.create(file, clock)) {
            FleetRun run = new FleetRun(vertx, plan, options.connections(vertx), log, clock);
            Instant begun = clock.instant();
            run.start();
            List<Long> perSecond = new ProgressLine(run, out()).watch(interrupted, options.duration);
            if (!stop(run)) {
                out().println("not everything was acknowledged within " + FAREWELL.toSeconds() + " s");
            }
            double seconds = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
            String name = plan.form().run();
            report = new RunReport(
                    name, plan.devices().size(), seconds, run.figures(), run.battery(), perSecond, Optional.empty());
        }
        out().print(report.text());
        Optional<FleetAudit> audit = options.audit ? Optional.of(audit(platform, plan, file)) : Optional.empty();
        if (fleet.report != null) {
            report.withAudit(audit).write(fleet.report);
        }
        out().flush();
        return audit.map(FleetAudit::passed).orElse(true) ? 0 : 1;
    }

    private static boolean stop(FleetRun run) throws InterruptedException {
        try {
            run.stop().toCompletionStage().toCompletableFuture().get(FAREWELL.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        }
    }

    private FleetAudit audit(Platform platform, FleetPlan plan, Path file) throws IOException, PlatformException {
        FleetAudit audit = FleetAudit.of(LoggedReadings.read(file), plan.devices(), new QueryReadBack(platform));
        out().println("audit of " + file);
        out().print(audit.report());
        return audit;
    }

    /** Ctrl-C: the main thread says goodbye and reports, and the JVM waits until it has. */
    private void endEarly() {
        interrupted.countDown();
        try {
            finished.await(FAREWELL.toSeconds(), TimeUnit.SECONDS);
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
