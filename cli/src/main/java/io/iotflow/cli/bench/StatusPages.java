package io.iotflow.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How long a page of statuses takes, half of whose devices are online. */
final class StatusPages {

    private static final int PAGE = 1000;
    private static final int PAGES = 500;

    private StatusPages() {}

    static List<Figure> run(RegistryBench bench) throws IOException, InterruptedException {
        for (int number = 0; number < PAGE; number++) {
            JsonNode device = bench.calls().register("{\"name\":\"status " + number + "\",\"device_type\":\"sensor\"}");
            if (number % 2 == 0) {
                bench.calls().heartbeat(device.path("api_key").asText());
            }
        }
        Histogram micros = bench.ask(bench.times(PAGES), _ -> bench.calls().pageOfStatuses(PAGE));
        return List.of(
                new Figure(
                        "statuses", "p50 of a page of 1 000 devices", Micros.millis(micros, 50), "ms", Goal.atMost(20)),
                Figure.of("statuses", "p99 of a page of 1 000 devices", Micros.millis(micros, 99), "ms"),
                Figure.of(
                        "statuses",
                        "devices in the page",
                        bench.calls().statuses(PAGE).size(),
                        ""));
    }
}
