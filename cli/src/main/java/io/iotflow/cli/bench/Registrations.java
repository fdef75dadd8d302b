package io.iotflow.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How fast devices are registered, many at once and one by one. */
final class Registrations {

    private static final int BATCH = 1000;
    private static final int WARM_UP_BATCHES = 10;
    private static final int BATCHES = 40;
    private static final int SINGLES = 2000;
    private static final int CREATED = 201;

    private Registrations() {}

    static List<Figure> batch(RegistryBench bench) throws IOException, InterruptedException, SQLException {
        int batches = bench.times(BATCHES);
        register(bench, "warm", bench.times(WARM_UP_BATCHES));
        long before = bench.devices().count();
        long begun = System.nanoTime();
        long registered = register(bench, "batch", batches);
        double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
        long stored = bench.devices().count() - before;
        bench.say(registered + " registered in " + Goal.number(seconds) + " s");
        return List.of(
                new Figure(
                        "batch",
                        "registered, one batch of 1 000 at a time",
                        stored / seconds,
                        "/s",
                        Goal.atLeast(1000)),
                Figure.of("batch", "time of a batch", seconds / batches * 1000, "ms"),
                new Figure("batch", "answered but not in the table", registered - stored, "", Goal.atMost(0)));
    }

    private static long register(RegistryBench bench, String name, int batches)
            throws IOException, InterruptedException {
        long registered = 0;
        for (int batch = 0; batch < batches; batch++) {
            for (JsonNode result : bench.calls().registerAll(devices(name + " " + batch))) {
                registered += result.path("status").asInt() == CREATED ? 1 : 0;
            }
        }
        return registered;
    }

    private static String devices(String name) {
        StringBuilder devices = new StringBuilder("[");
        for (int i = 0; i < BATCH; i++) {
            devices.append(i == 0 ? "" : ",").append(device(name + " " + i));
        }
        return devices.append(']').toString();
    }

    private static String device(String name) {
        return "{\"name\":\"" + name + "\",\"device_type\":\"sensor\",\"location\":\"hall\","
                + "\"firmware_version\":\"1.0.0\",\"tags\":{\"site\":\"north\"}}";
    }

    static List<Figure> single(RegistryBench bench) throws IOException, InterruptedException {
        Histogram micros =
                bench.ask(bench.times(SINGLES), number -> bench.calls().register(device("single " + number)));
        return List.of(
                new Figure("single", "p50 of one registration", Micros.millis(micros, 50), "ms", Goal.atMost(10)),
                Figure.of("single", "p99 of one registration", Micros.millis(micros, 99), "ms"));
    }
}
