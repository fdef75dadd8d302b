package io.iotflow.cli.bench;

import io.iotflow.cli.bench.baseline.RawQueries;
import io.iotflow.cli.bench.baseline.RowSum;
import io.iotflow.cli.process.ResidentMemory;
import io.iotflow.simulator.platform.PlatformException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether a very long export is whole, and what it costs the service in memory. */
final class Exports {

    private static final long FIRST_TIME = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final String SERVICE = "telemetry-query";
    private static final String FOOT = "# row_count=";
    private static final long WARM_UP_ROWS = 300_000;
    private static final long LOOK_EVERY = 20_000;

    private final long rows;

    Exports(long rows) {
        this.rows = rows;
    }

    /** What came out of an export. */
    private record Exported(RowSum rows, long said, double mostMib) {}

    List<Figure> run(Bench bench, Baselines baselines) throws IOException, InterruptedException, PlatformException {
        long device = bench.devices(1).getFirst().id();
        RowSum written;
        try (RawQueries raw = new RawQueries(bench.stack().facts())) {
            written = raw.write(device, FIRST_TIME, rows);
        }
        bench.say("written " + rows + " rows by the raw session");
        long service = bench.stack().pids().getOrDefault(SERVICE, 0L);
        export(bench, device, Math.min(rows, WARM_UP_ROWS), service);
        double before = ResidentMemory.alone(service);
        long begun = System.nanoTime();
        Exported exported = export(bench, device, rows, service);
        double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
        return List.of(
                Figure.of("export", "rows exported", exported.rows().rows(), "rows"),
                Figure.of("export", "rows per second", rows / seconds, "rows/s"),
                new Figure("export", "rows that its end says", exported.said(), "rows", Goal.atLeast(rows)),
                new Figure(
                        "export",
                        "same rows and sum as written",
                        exported.rows().isSameAs(written) ? 1 : 0,
                        "",
                        Goal.atLeast(1)),
                Figure.of("export", "memory of the service before", before, "MiB"),
                new Figure("export", "memory grew by", exported.mostMib() - before, "MiB", Goal.atMost(50)));
    }

    private static Exported export(Bench bench, long device, long rows, long service)
            throws IOException, InterruptedException {
        QueryClient client = new QueryClient(bench);
        String range = "&start_time=" + FIRST_TIME + "&end_time=" + (FIRST_TIME + rows - 1);
        RowSum sum = new RowSum();
        double most = 0;
        long said = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                client.read(client.address(device + "/export?format=csv" + range)), StandardCharsets.UTF_8))) {
            int[] columns = columns(lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(FOOT)) {
                    said = Long.parseLong(line.substring(FOOT.length()));
                } else {
                    add(line.split(",", -1), columns, sum);
                }
                if (sum.rows() % LOOK_EVERY == 0) {
                    most = Math.max(most, ResidentMemory.alone(service));
                }
            }
        }
        return new Exported(sum, said, most);
    }

    /** Where each field is. */
    private static int[] columns(String head) {
        List<String> names = Arrays.asList(head.replace("\"", "").split(",", -1));
        return RawQueries.FIELDS.stream().mapToInt(names::indexOf).toArray();
    }

    private static void add(String[] cells, int[] columns, RowSum sum) {
        double[] values = new double[columns.length];
        for (int field = 0; field < values.length; field++) {
            values[field] = Double.parseDouble(cells[columns[field]]);
        }
        sum.add(Instant.parse(cells[0]).toEpochMilli(), values);
    }
}
