package io.iotflow.simulator.audit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.domain.TimestampParser;
import io.iotflow.simulator.audit.ValuesHash;
import io.iotflow.simulator.audit.fleet.LoggedReadings.Span;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is stored, as a device is told by the query API. */
public final class QueryReadBack implements ReadBack {

    private static final String PAGE = "10000";

    private final Platform platform;

    public QueryReadBack(Platform platform) {
        this.platform = platform;
    }

    @Override
    public List<Row> rows(DeviceCredentials device, Span span) throws PlatformException {
        List<Row> rows = new ArrayList<>();
        Map<String, String> parameters = new HashMap<>(Map.of(
                "start_time",
                Instant.ofEpochMilli(span.first()).toString(),
                "end_time",
                Instant.ofEpochMilli(span.last()).toString(),
                "order",
                "asc",
                "limit",
                PAGE));
        JsonNode page;
        do {
            page = platform.readings(device, parameters);
            for (JsonNode reading : page.path("data")) {
                Instant time = TimestampParser.parse(reading.path("timestamp").asText())
                        .orElseThrow(() -> new PlatformException("The platform sent a time that is none."));
                JsonNode values = reading.path("data");
                rows.add(new Row(time.toEpochMilli(), ValuesHash.of(values), values.toString()));
            }
            parameters.put("cursor", page.path("next_cursor").asText());
        } while (page.path("has_more").asBoolean());
        return rows;
    }
}
