package io.iotflow.cli.bench;

import io.iotflow.cli.bench.baseline.RawQueries;
import io.iotflow.simulator.load.LoadRun;
import io.iotflow.simulator.load.Pace;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/** How long answers take, beside the same questions to the store's own client. */
final class Queries {

    private static final int QUERIES = 500;
    private static final double READINGS = 5_000;
    private static final int CONNECTIONS = 16;
    private static final int BATCH = 10;
    private static final int SESSIONS = 4;
    private static final int ROWS = 1_000;
    private static final int WINDOWS = 60;
    private static final int TURNS = 400;
    private static final int DIGITS = 3;
    private static final long NANOS_OF_A_MICRO = 1000;

    private Queries() {}

    /** One question, asked and answered. */
    private interface Question {
        void ask() throws IOException;
    }

    static List<Figure> latest(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> devices = bench.devices(Loads.DEVICES);
        Duration each = bench.duration();
        LongFunction<CompletionStage<?>> question = latestOf(devices, new QueryClient(bench));
        Transport.Http http = loads.http(CONNECTIONS, BATCH);
        bench.warmUp(() -> bench.measure("warm-up", loads.saturating(http, devices)));
        ClosedLoop.run(CONNECTIONS, each.multipliedBy(2), question);
        LoadRun load = bench.start(loads.plan(
                http, devices, new Pace.OpenLoop(READINGS), each.multipliedBy(4).plusSeconds(4)));
        OpenLoop.run(QUERIES, each, question);
        OpenLoop.Result raw = raw(bench, devices, each);
        OpenLoop.Result ours = OpenLoop.run(QUERIES, each, question);
        double rate = bench.finish("readings meanwhile", load).rate();
        return List.of(
                Figure.of("latest", "readings that came in meanwhile", rate, "readings/s"),
                Figure.of("latest", "p50 of the raw session", raw.millis(50), "ms"),
                Figure.of("latest", "p99 of the raw session", raw.millis(99), "ms"),
                Figure.of("latest", "p50 at 500 queries/s", ours.millis(50), "ms"),
                new Figure("latest", "p99 at 500 queries/s", ours.millis(99), "ms", Goal.atMost(10)),
                new Figure("latest", "p50 more than raw", ours.millis(50) - raw.millis(50), "ms", Goal.atMost(2)),
                new Figure("latest", "queries that failed", ours.failures() + raw.failures(), "", Goal.atMost(0)));
    }

    private static LongFunction<CompletionStage<?>> latestOf(List<DeviceCredentials> devices, QueryClient client)
            throws IOException {
        URI[] addresses = new URI[devices.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = client.address(devices.get(i).id() + "/latest");
        }
        return i -> client.ask(addresses[(int) (i % addresses.length)]);
    }

    private static OpenLoop.Result raw(Bench bench, List<DeviceCredentials> devices, Duration each)
            throws IOException, InterruptedException {
        BlockingQueue<RawQueries> sessions = new ArrayBlockingQueue<>(SESSIONS);
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(new RawQueries(bench.stack().facts()));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(SESSIONS)) {
            OpenLoop.run(QUERIES, each, i -> rawLatest(sessions, devices, i, threads));
            return OpenLoop.run(QUERIES, each, i -> rawLatest(sessions, devices, i, threads));
        } finally {
            for (RawQueries session : sessions) {
                session.close();
            }
        }
    }

    private static CompletionStage<?> rawLatest(
            BlockingQueue<RawQueries> sessions, List<DeviceCredentials> devices, long number, ExecutorService threads) {
        long device = devices.get((int) (number % devices.size())).id();
        return CompletableFuture.runAsync(
                () -> {
                    RawQueries session = sessions.remove();
                    try {
                        session.latest(device);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    } finally {
                        sessions.add(session);
                    }
                },
                threads);
    }

    static List<Figure> range(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        QueryClient client = new QueryClient(bench);
        long device = bench.devices(1).getFirst().id();
        long first = bench.setting().windows().next();
        long last = first + ROWS - 1;
        try (RawQueries raw = new RawQueries(bench.stack().facts())) {
            raw.write(device, first, ROWS);
            URI address = client.address(device + "?limit=" + ROWS + "&start_time=" + first + "&end_time=" + last);
            return ratio(bench, "range", () -> raw.range(device, first, last, ROWS), () -> client.askHere(address));
        }
    }

    static List<Figure> windows(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        QueryClient client = new QueryClient(bench);
        long device = bench.devices(1).getFirst().id();
        long length = Duration.ofMinutes(1).toMillis();
        long first = Math.floorDiv(bench.setting().windows().next(), length) * length + length;
        long last = first + WINDOWS * length - 1;
        try (RawQueries raw = new RawQueries(bench.stack().facts())) {
            raw.write(device, first, WINDOWS * length);
            URI address = client.address(
                    device + "/aggregated?field=temperature&window=1m&start_time=" + first + "&end_time=" + last);
            return ratio(
                    bench, "windows", () -> raw.windows(device, first, last, length), () -> client.askHere(address));
        }
    }

    /** Both take turns, so that whatever else the machine does hits both. */
    private static List<Figure> ratio(Bench bench, String scenario, Question raw, Question ours) throws IOException {
        long warm = System.nanoTime() + bench.duration().multipliedBy(2).toNanos();
        while (System.nanoTime() < warm) {
            raw.ask();
            ours.ask();
        }
        Histogram rawMicros = new Histogram(DIGITS);
        Histogram ourMicros = new Histogram(DIGITS);
        for (int turn = 0; turn < TURNS; turn++) {
            rawMicros.recordValue(took(raw));
            ourMicros.recordValue(took(ours));
        }
        double rawMillis = rawMicros.getValueAtPercentile(50) / 1000.0;
        double ourMillis = ourMicros.getValueAtPercentile(50) / 1000.0;
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(scenario, "p50 of the raw session", rawMillis, "ms"));
        figures.add(Figure.of(scenario, "p50 over HTTP", ourMillis, "ms"));
        figures.add(Figure.of(scenario, "p99 over HTTP", ourMicros.getValueAtPercentile(99) / 1000.0, "ms"));
        figures.add(new Figure(scenario, "p50 as a multiple of raw", ourMillis / rawMillis, "x", Goal.atMost(1.5)));
        return figures;
    }

    private static long took(Question question) throws IOException {
        long begin = System.nanoTime();
        question.ask();
        return (System.nanoTime() - begin) / NANOS_OF_A_MICRO;
    }
}
