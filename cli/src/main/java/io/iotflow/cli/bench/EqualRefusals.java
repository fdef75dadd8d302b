package io.iotflow.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * Whether the time of a refusal tells anything: of a wrong key for a device that exists beside one for a device that does
 * not, and of a key that was rotated away beside one that never was. Each key is sent once; both kinds take turns.
 */
final class EqualRefusals {

    private static final int TIMES = 3000;
    private static final long NO_DEVICE = 999_999_999_999L;
    private static final int KEY_LENGTH = 32;
    private static final int UNAUTHORIZED = 401;
    private static final double NOISE_PERCENT = 5;

    private EqualRefusals() {}

    static List<Figure> run(RegistryBench bench) throws IOException, InterruptedException {
        int times = bench.times(TIMES);
        List<Figure> figures = new ArrayList<>(ofDevices(bench.calls(), times));
        figures.addAll(ofKeys(bench.calls(), times / 4));
        return figures;
    }

    private static List<Figure> ofDevices(RegistryCalls calls, int times) throws IOException, InterruptedException {
        Random random = new Random(1);
        long known = calls.register("{\"name\":\"refused\",\"device_type\":\"sensor\"}")
                .path("id")
                .asLong();
        Histogram wrongKey = Micros.histogram();
        Histogram unknownDevice = Micros.histogram();
        for (int turn = -times; turn < times; turn++) {
            long first = took(calls, known, random);
            long second = took(calls, NO_DEVICE, random);
            if (turn >= 0) {
                wrongKey.recordValue(first);
                unknownDevice.recordValue(second);
            }
        }
        return List.of(
                micros("wrong key, p50", wrongKey),
                micros("unknown device, p50", unknownDevice),
                difference("they differ by", wrongKey, unknownDevice));
    }

    private static List<Figure> ofKeys(RegistryCalls calls, int times) throws IOException, InterruptedException {
        Random random = new Random(2);
        List<String> rotated = rotatedKeys(calls, 2 * times);
        Histogram rotatedAway = Micros.histogram();
        Histogram neverThere = Micros.histogram();
        for (int turn = 0; turn < rotated.size(); turn++) {
            String old = rotated.get(turn);
            String other = key(random);
            long first = RegistryBench.took(_ -> calls.askAs(old, UNAUTHORIZED), turn);
            long second = RegistryBench.took(_ -> calls.askAs(other, UNAUTHORIZED), turn);
            if (turn >= times) {
                rotatedAway.recordValue(first);
                neverThere.recordValue(second);
            }
        }
        return List.of(
                micros("key rotated away over HTTP, p50", rotatedAway),
                micros("key of nobody over HTTP, p50", neverThere),
                difference("they differ by, over HTTP", rotatedAway, neverThere));
    }

    private static long took(RegistryCalls calls, long device, Random random) throws IOException, InterruptedException {
        String key = key(random);
        return RegistryBench.took(
                _ -> {
                    if (calls.mayConnect(device, key)) {
                        throw new IOException("A wrong key was let in.");
                    }
                },
                0);
    }

    private static List<String> rotatedKeys(RegistryCalls calls, int count) throws IOException, InterruptedException {
        List<String> keys = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            JsonNode device = calls.register("{\"name\":\"rotated " + number + "\",\"device_type\":\"sensor\"}");
            calls.rotate(device.path("id").asLong());
            keys.add(device.path("api_key").asText());
        }
        return keys;
    }

    /** One that nobody holds. */
    private static String key(Random random) {
        return random.ints(KEY_LENGTH, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Figure micros(String name, Histogram micros) {
        return Figure.of("refusals", name, micros.getValueAtPercentile(50), "us");
    }

    private static Figure difference(String name, Histogram one, Histogram other) {
        double first = one.getValueAtPercentile(50);
        double second = other.getValueAtPercentile(50);
        double percent = Math.abs(first - second) / Math.min(first, second) * 100;
        return new Figure("refusals", name, percent, "%", Goal.atMost(NOISE_PERCENT));
    }
}
