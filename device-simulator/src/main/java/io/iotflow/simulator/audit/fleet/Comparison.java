package io.iotflow.simulator.audit.fleet;

import io.iotflow.simulator.audit.fleet.LoggedReadings.Logged;
import io.iotflow.simulator.audit.fleet.ReadBack.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one device sent, held against what is stored of it. For one use. */
final class Comparison {

    private final long device;
    private final Map<Long, Logged> logged;
    private final Set<Long> times = new HashSet<>();
    private final List<String> witnesses = new ArrayList<>();
    private long altered;
    private long unknown;
    private long duplicated;

    Comparison(long device, Map<Long, Logged> logged) {
        this.device = device;
        this.logged = logged;
    }

    FleetAudit with(List<Row> stored) {
        stored.forEach(this::look);
        long acknowledged =
                logged.values().stream().filter(Logged::acknowledged).count();
        long missing = logged.entrySet().stream()
                .filter(entry -> entry.getValue().acknowledged() && !times.contains(entry.getKey()))
                .peek(entry -> witnesses.add("missing: device %d at %d".formatted(device, entry.getKey())))
                .count();
        return new FleetAudit(
                logged.size(),
                acknowledged,
                logged.size() - acknowledged,
                stored.size(),
                missing,
                altered,
                unknown,
                duplicated,
                logged.values().stream()
                        .filter(reading -> reading.waitedMillis() > FleetAudit.LATE_MILLIS)
                        .count(),
                witnesses);
    }

    private void look(Row row) {
        Logged sent = logged.get(row.time());
        if (!times.add(row.time())) {
            duplicated++;
            witness("duplicated", row);
        } else if (sent == null) {
            unknown++;
            witness("never sent", row);
        } else if (sent.valuesHash() != row.valuesHash()) {
            altered++;
            witness(sent.acknowledged() ? "altered" : "altered and not acknowledged", row);
        }
    }

    private void witness(String what, Row row) {
        witnesses.add("%s: device %d at %d: %s".formatted(what, device, row.time(), row.values()));
    }
}
