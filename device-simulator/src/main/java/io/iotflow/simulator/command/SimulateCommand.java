package io.iotflow.simulator.command;

import io.iotflow.simulator.audit.AcknowledgementLog;
import io.iotflow.simulator.audit.Audit;
import io.iotflow.simulator.audit.Auditor;
import io.iotflow.simulator.device.SimulatedDevice;
import io.iotflow.simulator.device.SimulatedDevice.Behaviour;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import io.iotflow.simulator.profile.Profile;
import io.iotflow.simulator.profile.ProfileCatalog;
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

/** {@code iotflow simulate}: one device over MQTT, with a report and, if wanted, an audit. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Runs a simulated device, prints a report, and audits on request what was stored.")
public final class SimulateCommand implements Callable<Integer> {

    private static final Duration FAREWELL = Duration.ofSeconds(60);

    @Mixin
    private SimulateOptions options = new SimulateOptions();

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
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            Platform platform = new Platform(URI.create("http://" + options.host + ":" + options.httpPort));
            Profile profile = profile();
            DeviceCredentials device = new Enrolment(platform, options).enrol();
            out().println("device " + device.id() + " (" + device.name() + "), profile " + profile.name());
            out().flush();
            return run(vertx, platform, profile, device);
        } catch (PlatformException refused) {
            err().println(refused.getMessage());
            err().flush();
            return 1;
        } finally {
            vertx.close();
            finished.countDown();
        }
    }

    private int run(Vertx vertx, Platform platform, Profile profile, DeviceCredentials device)
            throws IOException, InterruptedException, PlatformException {
        Path file = options.log.isEmpty() ? Files.createTempFile("iotflow-run-", ".log") : Path.of(options.log);
        try (AcknowledgementLog log = AcknowledgementLog.create(file)) {
            Behaviour behaviour = new Behaviour(profile, options.host, options.mqttPort, options.qos, options.seed());
            SimulatedDevice simulated = new SimulatedDevice(vertx, device, behaviour, log, clock);
            Instant begun = clock.instant();
            simulated.start();
            awaitEnd();
            boolean allAcknowledged = stop(simulated);
            double seconds = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
            out().print(simulated.report(seconds));
            if (!allAcknowledged) {
                out().println("not everything was acknowledged within " + FAREWELL.toSeconds() + " s");
            }
        }
        return options.audit ? audit(platform, device, file) : 0;
    }

    private void awaitEnd() throws InterruptedException {
        if (options.duration == 0) {
            interrupted.await();
        } else {
            interrupted.await(Math.round(options.duration * 1000), TimeUnit.MILLISECONDS);
        }
    }

    private static boolean stop(SimulatedDevice simulated) throws InterruptedException {
        try {
            simulated.stop().toCompletionStage().toCompletableFuture().get(FAREWELL.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        }
    }

    private int audit(Platform platform, DeviceCredentials device, Path file) throws IOException, PlatformException {
        Audit audit = new Auditor(platform).audit(device, file);
        out().println("audit of " + file);
        out().print(audit.report());
        out().flush();
        return audit.passed() ? 0 : 1;
    }

    private Profile profile() throws PlatformException {
        Profile profile = ProfileCatalog.find(options.profile)
                .orElseThrow(() -> new PlatformException("There is no profile called " + options.profile
                        + ". There are: " + String.join(", ", ProfileCatalog.names()) + "."));
        return Optional.ofNullable(options.interval)
                .map(profile::withTelemetrySeconds)
                .orElse(profile);
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
