package io.iotflow.cli.bench;

import io.iotflow.cli.bench.Callers.Question;
import io.iotflow.cli.bench.baseline.RawQueries;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How long answers take, beside the same questions to the store's own client. */
final class Queries {

    private static final int CALLERS = 4;
    private static final int ROWS = 1_000;
    private static final int WINDOWS = 60;
    private static final int TURNS = 400;
    private static final long NANOS_OF_A_MICRO = 1000;

    private Queries() {}

    static List<Figure> range(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        QueryClient client = new QueryClient(bench);
        long device = known(bench);
        long first = bench.setting().windows().next();
        long last = first + ROWS - 1;
        try (RawQueries raw = new RawQueries(bench.stack().facts())) {
            raw.write(device, first, ROWS);
            URI address = client.address(device + "?limit=" + ROWS + "&start_time=" + first + "&end_time=" + last);
            return ratio(bench, "range", _ -> raw.range(device, first, last, ROWS), _ -> client.ask(address));
        }
    }

    static List<Figure> windows(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        QueryClient client = new QueryClient(bench);
        long device = known(bench);
        long length = Duration.ofMinutes(1).toMillis();
        long first = Math.floorDiv(bench.setting().windows().next(), length) * length + length;
        long last = first + WINDOWS * length - 1;
        try (RawQueries raw = new RawQueries(bench.stack().facts())) {
            raw.write(device, first, WINDOWS * length);
            URI address = client.address(
                    device + "/aggregated?field=temperature&window=1m&start_time=" + first + "&end_time=" + last);
            return ratio(bench, "windows", _ -> raw.windows(device, first, last, length), _ -> client.ask(address));
        }
    }

    /** A device that has sent something itself, as devices do; what the raw client writes afterwards goes by the services. */
    private static long known(Bench bench) throws IOException, InterruptedException, PlatformException {
        List<DeviceCredentials> one = bench.devices(1);
        Loads loads = new Loads(bench);
        bench.measure("its first readings", loads.paced(loads.http(1, 1), one, 1));
        return one.getFirst().id();
    }

    /** Both take turns, so that whatever else the machine does hits both. */
    private static List<Figure> ratio(Bench bench, String scenario, Question raw, Question ours)
            throws IOException, InterruptedException {
        try (Callers alone = new Callers(1);
                Callers callers = new Callers(CALLERS)) {
            alone.warmUp(bench.duration(), raw);
            callers.warmUp(bench.duration(), ours);
        }
        Histogram rawMicros = Micros.histogram();
        Histogram ourMicros = Micros.histogram();
        for (int turn = 0; turn < TURNS; turn++) {
            rawMicros.recordValue(took(raw));
            ourMicros.recordValue(took(ours));
        }
        double rawMillis = Micros.millis(rawMicros, 50);
        double ourMillis = Micros.millis(ourMicros, 50);
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(scenario, "p50 of the raw session", rawMillis, "ms"));
        figures.add(Figure.of(scenario, "p50 over HTTP", ourMillis, "ms"));
        figures.add(Figure.of(scenario, "p99 over HTTP", Micros.millis(ourMicros, 99), "ms"));
        figures.add(new Figure(scenario, "p50 as a multiple of raw", ourMillis / rawMillis, "x", Goal.atMost(1.5)));
        return figures;
    }

    private static long took(Question question) throws IOException {
        long begin = System.nanoTime();
        question.ask(0);
        return (System.nanoTime() - begin) / NANOS_OF_A_MICRO;
    }
}
