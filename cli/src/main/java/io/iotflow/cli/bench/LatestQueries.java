package io.iotflow.cli.bench;

import io.iotflow.cli.bench.Callers.Question;
import io.iotflow.cli.bench.baseline.RawQueries;
import io.iotflow.simulator.load.LoadPlan;
import io.iotflow.simulator.load.LoadRun;
import io.iotflow.simulator.load.Pace;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** How long the newest values of a device take while readings come in, beside the same question to the store's own client. */
final class LatestQueries {

    private static final int QUERIES = 500;
    private static final int READINGS = 5_000;
    private static final int BATCH = 10;
    private static final int CONNECTIONS = 16;
    private static final int CALLERS = 4;

    private LatestQueries() {}

    static List<Figure> run(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> devices = bench.devices(Loads.DEVICES);
        Transport.Http http = loads.http(CONNECTIONS, BATCH);
        bench.warmUp(() -> bench.measure("warm-up", loads.saturating(http, devices)));
        Question question = ours(bench, devices);
        try (Callers callers = new Callers(CALLERS);
                Sessions sessions = new Sessions(bench)) {
            Question raw = number -> sessions.latest(device(devices, number));
            callers.warmUp(bench.duration(), question);
            callers.warmUp(bench.duration(), raw);
            LoadPlan meanwhile = loads.plan(
                    http,
                    devices,
                    new Pace.OpenLoop((double) READINGS / BATCH),
                    bench.duration().multipliedBy(4).plusSeconds(4));
            return measured(bench, meanwhile, callers, question, raw);
        }
    }

    /**
     * Both while readings come in; each first for a while that does not count. The raw session comes last: it can take all
     * processors there are, and what it makes the others leave undone would be done during our turn.
     */
    private static List<Figure> measured(
            Bench bench, LoadPlan meanwhile, Callers callers, Question question, Question rawQuestion)
            throws IOException, InterruptedException {
        Duration each = bench.duration();
        LoadRun load = bench.start(meanwhile);
        callers.openLoop(QUERIES, each, question);
        OpenLoop.Result ours = callers.openLoop(QUERIES, each, question);
        callers.openLoop(QUERIES, each, rawQuestion);
        OpenLoop.Result raw = callers.openLoop(QUERIES, each, rawQuestion);
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

    private static Question ours(Bench bench, List<DeviceCredentials> devices) throws IOException {
        QueryClient client = new QueryClient(bench);
        URI[] addresses = new URI[devices.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = client.address(devices.get(i).id() + "/latest");
        }
        return number -> client.ask(addresses[(int) (number % addresses.length)]);
    }

    private static long device(List<DeviceCredentials> devices, long number) {
        return devices.get((int) (number % devices.size())).id();
    }

    /** A session of the store's client for each caller. */
    private static final class Sessions implements AutoCloseable {

        private final BlockingQueue<RawQueries> free = new ArrayBlockingQueue<>(CALLERS);

        Sessions(Bench bench) throws IOException {
            for (int i = 0; i < CALLERS; i++) {
                free.add(new RawQueries(bench.stack().facts()));
            }
        }

        void latest(long device) throws IOException {
            RawQueries session = free.remove();
            try {
                session.latest(device);
            } finally {
                free.add(session);
            }
        }

        @Override
        public void close() throws IOException {
            for (RawQueries session : free) {
                session.close();
            }
        }
    }
}
