package io.iotflow.cli.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What figures of two machines can be compared by. A virtual machine that shares its caches with busy neighbours has the
 * processors that it says and several times less of their speed: the time of a step through memory in random order shows
 * that, a loop that only counts does not.
 */
final class MachineFacts {

    private static final int MEGABYTES = 8;
    private static final int CELLS = MEGABYTES << 18;
    private static final int STEPS = 10_000_000;

    private MachineFacts() {}

    /** Named for people, to be followed by what else holds for a run. Takes about two seconds; changeable. */
    static Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        conditions.put(
                "a step in random order through " + MEGABYTES + " MiB of memory",
                String.format(Locale.ROOT, "%.0f ns", nanosOfStep()));
        return conditions;
    }

    /** Every step needs what the one before read, so that none can be begun early. */
    private static double nanosOfStep() {
        int[] next = cycle(RandomGenerator.of("L64X128MixRandom"));
        int cell = walk(next, 0);
        long begin = System.nanoTime();
        int last = walk(next, cell);
        long took = System.nanoTime() - begin;
        return last < 0 ? Double.NaN : (double) took / STEPS;
    }

    private static int walk(int[] next, int from) {
        int cell = from;
        for (int step = 0; step < STEPS; step++) {
            cell = next[cell];
        }
        return cell;
    }

    /** One cycle through all cells: Sattolo's algorithm. */
    private static int[] cycle(RandomGenerator random) {
        int[] cells = new int[CELLS];
        for (int i = 0; i < CELLS; i++) {
            cells[i] = i;
        }
        for (int i = CELLS - 1; i > 0; i--) {
            int other = random.nextInt(i);
            int kept = cells[i];
            cells[i] = cells[other];
            cells[other] = kept;
        }
        return cells;
    }
}
