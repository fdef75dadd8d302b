package io.iotflow.local.stack;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.process.Component;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the parts of a stack stage by stage, watches them, and ends them in reverse order. */
final class StackRunner {

    private static final Logger LOG = Logger.getLogger(StackRunner.class.getName());
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final long CHECK_MILLIS = 100;
    private static final long WATCH_MILLIS = 500;

    private final StackHome home;
    private final Ports ports;
    private final Clock clock;
    private final List<Supervisor> supervisors = new CopyOnWriteArrayList<>();
    private final List<List<Supervisor>> stages = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Instant begun;
    private volatile StackState.Phase phase = StackState.Phase.STARTING;
    private volatile String message = "";
    private volatile long readyAfterMillis;

    StackRunner(StackHome home, Ports ports, Clock clock) {
        this.home = home;
        this.ports = ports;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Adds parts, starts them side by side, and waits until all of them are ready. */
    void startStage(List<Component> components) throws IOException, InterruptedException {
        List<Supervisor> stage = components.stream()
                .map(component -> new Supervisor(component, clock))
                .toList();
        supervisors.addAll(stage);
        stages.add(stage);
        startAll(stage);
        Instant deadline = clock.instant().plus(START_PATIENCE);
        List<Supervisor> waiting = new ArrayList<>(stage);
        while (!waiting.isEmpty()) {
            if (stopping.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("asked to stop");
            }
            waiting.removeIf(Supervisor::checkReady);
            for (Supervisor supervisor : waiting) {
                giveUpIfHopeless(supervisor.component(), deadline);
            }
            report();
        }
    }

    private static void startAll(List<Supervisor> stage) throws IOException {
        ConcurrentLinkedQueue<IOException> failures = new ConcurrentLinkedQueue<>();
        atOnce(stage, supervisor -> {
            try {
                supervisor.start();
            } catch (IOException | RuntimeException failure) {
                failures.add(new IOException(
                        supervisor.component().name() + " could not be started: " + failure.getMessage(), failure));
            }
        });
        IOException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private void giveUpIfHopeless(Component component, Instant deadline) throws IOException {
        if (!component.isAlive()) {
            throw new IOException(
                    component.name() + " ended while it was being started; its log is " + home.log(component.name()));
        }
        if (clock.instant().isAfter(deadline)) {
            throw new IOException(component.name() + " was not ready within " + START_PATIENCE.toSeconds()
                    + " s; its log is " + home.log(component.name()));
        }
    }

    /** All parts are ready: watches them until {@link #askToStop}. */
    void watch() throws IOException, InterruptedException {
        readyAfterMillis = Duration.between(begun, clock.instant()).toMillis();
        phase = StackState.Phase.READY;
        LOG.info("ready after " + readyAfterMillis + " ms");
        report();
        while (!stopping.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
            supervisors.forEach(Supervisor::watch);
            report();
        }
    }

    void askToStop() {
        stopping.countDown();
    }

    void failed(Exception failure) {
        LOG.log(Level.SEVERE, "The stack could not be started", failure);
        phase = StackState.Phase.FAILED;
        message = String.valueOf(failure.getMessage());
    }

    /** Ends every part, the last stage first. */
    void stop() throws IOException {
        askToStop();
        for (List<Supervisor> stage : stages.reversed()) {
            atOnce(stage, Supervisor::stop);
        }
        if (phase != StackState.Phase.FAILED) {
            phase = StackState.Phase.STOPPED;
        }
        report();
    }

    private static void atOnce(List<Supervisor> stage, Consumer<Supervisor> doing) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stage.forEach(supervisor -> threads.execute(() -> doing.accept(supervisor)));
        }
    }

    private void report() throws IOException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (PortName name : PortName.values()) {
            numbers.put(name.label(), ports.of(name));
        }
        List<StackState.Part> parts = supervisors.stream().map(Supervisor::part).toList();
        new StackState(ProcessHandle.current().pid(), phase, message, readyAfterMillis, numbers, parts).write(home);
    }
}
