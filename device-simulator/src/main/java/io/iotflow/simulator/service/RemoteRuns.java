package io.iotflow.simulator.service;

import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.simulator.device.Connections;
import io.iotflow.simulator.device.Connections.Protocol;
import io.iotflow.simulator.device.DeviceFigures.Counts;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.run.Admission;
import io.iotflow.simulator.scenario.Scenario;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The runs that were started over HTTP, those under way and the last ones that are over. Any thread. */
@Singleton
public class RemoteRuns {

    private static final Duration FULL = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final RunSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<String, RemoteRun> runs = new LinkedHashMap<>();
    private final Map<String, List<Meter>> meters = new LinkedHashMap<>();
    private long last;

    RemoteRuns(Vertx vertx, RunSettings settings, Clock clock, MeterRegistry metrics) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        Gauge.builder("iotflow.simulator.runs.under.way", this, RemoteRuns::underWay)
                .register(metrics);
    }

    /** The id of a run that may start; a problem when too many go on. */
    synchronized String newId() {
        checkRoom();
        return String.format(Locale.ROOT, "run-%d", ++last);
    }

    private void checkRoom() {
        if (underWay() >= settings.mostRunning()) {
            throw ProblemException.unavailable(
                    "Too many runs",
                    "At most " + settings.mostRunning() + " runs go on at once. Stop one, or wait for its end.",
                    FULL);
        }
    }

    /**
     * Begins a run.
     *
     * @param operatorToken registers its devices
     */
    synchronized RemoteRun start(String id, Scenario scenario, String operatorToken) {
        checkRoom();
        RemoteRun run = new RemoteRun(id, scenario, means(scenario, operatorToken));
        runs.put(id, run);
        meters.put(id, metersOf(run));
        forgetTheOldest();
        Thread.ofVirtual().name(id).start(run);
        return run;
    }

    private RemoteRun.Means means(Scenario scenario, String operatorToken) {
        boolean http = scenario.sending().transport() == Protocol.HTTP;
        Connections connections = http
                ? new Connections(
                        vertx,
                        Protocol.HTTP,
                        settings.platformUrl().getHost(),
                        settings.platformUrl().getPort())
                : new Connections(vertx, Protocol.MQTT, settings.mqttHost(), settings.mqttPort());
        return new RemoteRun.Means(
                new Platform(settings.platformUrl()),
                connections,
                new Admission(false, false, Optional.of(operatorToken)),
                clock);
    }

    private synchronized long underWay() {
        return runs.values().stream().filter(run -> !run.state().isOver()).count();
    }

    private void forgetTheOldest() {
        Iterator<RemoteRun> oldest = runs.values().iterator();
        while (runs.size() > settings.mostRemembered() && oldest.hasNext()) {
            RemoteRun run = oldest.next();
            if (run.state().isOver()) {
                oldest.remove();
                Optional.ofNullable(meters.remove(run.id())).ifPresent(own -> own.forEach(metrics::remove));
            }
        }
    }

    private List<Meter> metersOf(RemoteRun run) {
        List<Meter> own = new ArrayList<>();
        own.add(counter(run, "readings.sent", Counts::sent));
        own.add(counter(run, "readings.acknowledged", Counts::acknowledged));
        own.add(counter(run, "failures", Counts::failures));
        own.add(counter(run, "refusals", Counts::refused));
        own.add(counter(run, "retries", Counts::retries));
        own.add(counter(run, "reconnects", Counts::reconnects));
        own.add(counter(run, "faults", Counts::faults));
        own.add(Gauge.builder("iotflow.simulator.devices.online", run, known -> figure(known, Counts::online))
                .tag("run", run.id())
                .register(metrics));
        return own;
    }

    private Meter counter(RemoteRun run, String name, ToDoubleFunction<Counts> figure) {
        return FunctionCounter.builder("iotflow.simulator." + name, run, known -> figure(known, figure))
                .tag("run", run.id())
                .register(metrics);
    }

    private static double figure(RemoteRun run, ToDoubleFunction<Counts> figure) {
        return run.report()
                .map(report -> figure.applyAsDouble(report.figures().counts()))
                .orElse(0.0);
    }

    /** All that are known, the oldest one first. */
    synchronized List<RemoteRun> all() {
        return List.copyOf(runs.values());
    }

    /** The run of an id; a problem when there is none. */
    synchronized RemoteRun find(String id) {
        return Optional.ofNullable(runs.get(id))
                .orElseThrow(() -> ProblemException.titled(
                        ProblemType.NOT_FOUND,
                        "Run not found",
                        "There is no run with this id; old ones are forgotten."));
    }

    /** Before the requests in flight are waited for: who watches a run is answered until it is over. */
    void end(@Observes ShutdownDelayInitiatedEvent shutdown) {
        all().forEach(RemoteRun::stop);
    }
}
