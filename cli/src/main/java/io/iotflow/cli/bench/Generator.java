package io.iotflow.cli.bench;

import io.iotflow.cli.bench.sink.SinkProcess;
import io.iotflow.cli.process.JavaHeap;
import io.iotflow.cli.process.ProcessorTime;
import io.iotflow.cli.process.ResidentMemory;
import io.iotflow.simulator.load.FiveFields;
import io.iotflow.simulator.load.Journal;
import io.iotflow.simulator.load.LoadEngine;
import io.iotflow.simulator.load.LoadPlan;
import io.iotflow.simulator.load.LoadReport;
import io.iotflow.simulator.load.LoadRun;
import io.iotflow.simulator.load.Pace;
import io.iotflow.simulator.load.PlatformRequests;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;

/**
 * What the load engine does when nothing but itself holds it up. Blocks.
 *
 * @param sink takes everything
 * @param duration of each run of load
 */
record Generator(LoadEngine engine, SinkProcess sink, Duration duration, PrintWriter out) {

    /** Twice what the platform is to take over HTTP, and over MQTT, in messages a second. */
    private static final double HTTP_RATE = 16_000;

    private static final double MQTT_RATE = 24_000;
    private static final double MOST_PACING_MILLIS = 10;
    private static final double MOST_HEAP_KIB = 20;
    private static final int MQTT_DEVICES = 500;
    private static final int KEY_LENGTH = 32;
    private static final long FIRST_TIME = 1_700_000_000_000L;
    private static final long SEED = 42;
    private static final long PATIENCE_MINUTES = 3;
    private static final double KIB_OF_A_MIB = 1024;
    private static final double PERCENTILE = 99;

    /** Connections that are open and do nothing. */
    List<Figure> idle(int count) throws IOException, InterruptedException {
        long us = ProcessHandle.current().pid();
        List<DeviceCredentials> devices = devices(count);
        double heapBefore = JavaHeap.liveMib(us);
        double residentBefore = ResidentMemory.alone(us);
        long begun = System.nanoTime();
        LoadRun run = start(new Transport.Mqtt(sink.mqtt(), 1, 1, 1, 0), devices, new Pace.Idle());
        double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
        double heap = JavaHeap.liveMib(us) - heapBefore;
        double resident = ResidentMemory.alone(us) - residentBefore;
        run.stop();
        finish(run);
        return List.of(
                Figure.of("idle", "connections of this process", count, ""),
                Figure.of("idle", "all let in after", seconds, "s"),
                new Figure(
                        "idle", "heap of a connection", heap * KIB_OF_A_MIB / count, "KiB", Goal.atMost(MOST_HEAP_KIB)),
                Figure.of("idle", "resident memory of a connection", resident * KIB_OF_A_MIB / count, "KiB"));
    }

    /** Requests with one reading each. */
    List<Figure> http() throws IOException, InterruptedException {
        Transport http = new Transport.Http(sink.http(), new PlatformRequests(), Loads.CONNECTIONS, 1);
        return against("http", http, devices(Loads.DEVICES), HTTP_RATE);
    }

    /** Messages with one reading each, QoS 1. */
    List<Figure> mqtt() throws IOException, InterruptedException {
        Transport mqtt = new Transport.Mqtt(sink.mqtt(), 1, Loads.WINDOW, 1, 0);
        return against("mqtt", mqtt, devices(MQTT_DEVICES), MQTT_RATE);
    }

    private List<Figure> against(String name, Transport transport, List<DeviceCredentials> devices, double rate)
            throws IOException, InterruptedException {
        report(name + " warm-up", transport, devices, new Pace.Saturating());
        long us = ProcessHandle.current().pid();
        ProcessorTime before = ProcessorTime.of(Map.of(name, us));
        LoadReport most = report(name + ", as fast as it goes", transport, devices, new Pace.Saturating());
        double micros = ProcessorTime.of(Map.of(name, us)).microsSince(before).getOrDefault(name, 0.0);
        LoadReport paced = report(name + ", paced", transport, devices, new Pace.OpenLoop(rate));
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(name, "as fast as it goes", most.rate(), "messages/s", Goal.atLeast(rate)));
        figures.add(Figure.of(name, "processor time of a message", micros / Math.max(1, most.sent()), "us"));
        figures.add(Figure.of(name, "asked for", rate, "messages/s"));
        figures.add(
                new Figure(name, "sent when asked for that", paced.rate(), "messages/s", Goal.atLeast(rate * 0.99)));
        figures.add(new Figure(
                name,
                "pacing error p99",
                Micros.millis(paced.pacingMicros(), PERCENTILE),
                "ms",
                Goal.atMost(MOST_PACING_MILLIS)));
        figures.add(
                new Figure(name, "unanswered or refused", paced.unanswered() + paced.refusals(), "", Goal.atMost(0)));
        return figures;
    }

    private LoadReport report(String name, Transport transport, List<DeviceCredentials> devices, Pace pace)
            throws IOException, InterruptedException {
        LoadReport report = finish(start(transport, devices, pace));
        out.println("  " + name + ": " + report.line());
        out.flush();
        return report;
    }

    private LoadRun start(Transport transport, List<DeviceCredentials> devices, Pace pace)
            throws IOException, InterruptedException {
        FiveFields series = FiveFields.numbers(FIRST_TIME, SEED);
        try {
            return engine.start(new LoadPlan(transport, devices, series, pace, duration, Journal.NONE))
                    .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException | ExecutionException failure) {
            throw new IOException("The load could not begin: " + failure, failure);
        }
    }

    private static LoadReport finish(LoadRun run) throws IOException, InterruptedException {
        try {
            return run.report().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException | ExecutionException failure) {
            throw new IOException("The load did not end: " + failure, failure);
        }
    }

    private static List<DeviceCredentials> devices(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(id -> new DeviceCredentials(id, "sink-" + id, "k".repeat(KEY_LENGTH)))
                .toList();
    }
}
