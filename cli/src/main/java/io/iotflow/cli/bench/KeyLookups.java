package io.iotflow.cli.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * What it costs to find out whose key it is, among few keys and among many. The registry of this stack remembers one key
 * only, so each question goes to the database. Few, many and few again, so that a machine that warms up favours nobody.
 */
final class KeyLookups {

    private static final int FEW = 1000;
    private static final int LOOKUPS = 5000;
    private static final int PAGE = 1000;
    private static final int PAGES = 200;
    private static final long APART = 10_000_000;
    private static final int KEY_LENGTH = 32;

    private final int many;
    private long afterId;

    KeyLookups(int many) {
        this.many = many;
    }

    List<Figure> run(RegistryBench bench) throws IOException, InterruptedException, SQLException {
        double before = p50(bench, FEW);
        double among = p50(bench, many);
        Histogram page = bench.ask(bench.times(PAGES), _ -> bench.calls().pageOfStatuses(PAGE));
        double after = p50(bench, FEW);
        double few = (before + after) / 2;
        String name = Goal.number(many);
        return List.of(
                Figure.of("keys", "p50 of a look-up among 1 000, before", before, "us"),
                Figure.of("keys", "p50 of a look-up among " + name, among, "us"),
                Figure.of("keys", "p50 of a look-up among 1 000, after", after, "us"),
                new Figure("keys", "among " + name + ", as a multiple", among / few, "x", Goal.atMost(1.1)),
                new Figure(
                        "keys",
                        "p50 of a status page, " + name + " devices",
                        Micros.millis(page, 50),
                        "ms",
                        Goal.atMost(20)),
                Figure.of("keys", "p99 of a status page, " + name + " devices", Micros.millis(page, 99), "ms"));
    }

    private double p50(RegistryBench bench, int keys) throws IOException, InterruptedException, SQLException {
        afterId += APART;
        long begun = System.nanoTime();
        bench.devices().replaceAll(afterId, keys);
        bench.say(keys + " keys filled in in " + Goal.number((System.nanoTime() - begun) / 1e9) + " s");
        Random random = new Random(keys);
        return bench.ask(bench.times(LOOKUPS), _ -> lookUp(bench.calls(), afterId + 1 + random.nextInt(keys)))
                .getValueAtPercentile(50);
    }

    private static void lookUp(RegistryCalls calls, long device) throws IOException, InterruptedException {
        String number = Long.toString(device);
        if (!calls.mayConnect(device, "k".repeat(KEY_LENGTH - number.length()) + number)) {
            throw new IOException("A right key was not let in.");
        }
    }
}
