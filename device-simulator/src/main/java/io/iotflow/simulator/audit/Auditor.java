package io.iotflow.simulator.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.domain.TimestampParser;
import io.iotflow.simulator.audit.AcknowledgementLog.Entry;
import io.iotflow.simulator.audit.Audit.StoredRow;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads everything back through the query API and holds it against the log. */
public final class Auditor {

    private static final String PAGE = "10000";

    private final Platform platform;

    public Auditor(Platform platform) {
        this.platform = platform;
    }

    /** Audits the run of one device. */
    public Audit audit(DeviceCredentials device, Path log) throws IOException, PlatformException {
        Map<Instant, Entry> logged = AcknowledgementLog.read(log);
        return logged.isEmpty()
                ? Audit.of(logged, List.of())
                : Audit.of(
                        logged, readBack(device, Collections.min(logged.keySet()), Collections.max(logged.keySet())));
    }

    private List<StoredRow> readBack(DeviceCredentials device, Instant first, Instant last) throws PlatformException {
        List<StoredRow> rows = new ArrayList<>();
        Map<String, String> parameters = new HashMap<>(
                Map.of("start_time", first.toString(), "end_time", last.toString(), "order", "asc", "limit", PAGE));
        JsonNode page;
        do {
            page = platform.readings(device, parameters);
            for (JsonNode reading : page.path("data")) {
                Instant time = TimestampParser.parse(reading.path("timestamp").asText())
                        .orElseThrow(() -> new PlatformException("The platform sent a time that is none."));
                rows.add(new StoredRow(time, reading.path("data")));
            }
            parameters.put("cursor", page.path("next_cursor").asText());
        } while (page.path("has_more").asBoolean());
        return rows;
    }
}
