package io.iotflow.cli.chaos;

import java.util.ArrayList;
import java.util.List;

/** The outcomes of several faults, one row each, for people. */
record ChaosTable(List<Outcome> outcomes) {

    private static final String ROW = "%-14s %-7s %10s %13s %25s %8s %11s %9s";
    private static final List<String> COLUMNS =
            List.of("sent", "acknowledged", Finding.MISSING, "altered", Finding.FULL_RATE);

    ChaosTable {
        outcomes = List.copyOf(outcomes);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted(
                "fault", "", "sent", "acknowledged", Finding.MISSING, "altered", "full rate s", "took s"));
        for (Outcome outcome : outcomes) {
            if (!outcome.wasRun()) {
                lines.add("%-14s %s".formatted(outcome.fault(), outcome.obstacle()));
                continue;
            }
            List<String> cells = new ArrayList<>(List.of(outcome.fault(), outcome.isGood() ? "held" : "FAILED"));
            COLUMNS.forEach(column -> cells.add(outcome.figure(column)));
            cells.add(outcome.figure(Outcome.TOOK));
            lines.add(ROW.formatted(cells.toArray()));
        }
        return lines;
    }
}
