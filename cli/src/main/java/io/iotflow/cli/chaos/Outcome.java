package io.iotflow.cli.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a stack under one fault. */
record Outcome(String fault, List<Finding> findings) {

    /** Seconds from the start of the stack to the end of the audit. */
    static final String TOOK = "took";

    Outcome {
        findings = List.copyOf(findings);
    }

    boolean isGood() {
        return findings.stream().allMatch(Finding::isGood);
    }

    /** A figure as text; a dash when this fault has none of that name. */
    String figure(String name) {
        return findings.stream()
                .filter(finding -> finding.name().equals(name))
                .map(Finding::number)
                .findFirst()
                .orElse("-");
    }

    /** One line. */
    String row() {
        String figures = findings.stream().map(Finding::text).collect(Collectors.joining("; "));
        return "%-12s %-6s %s".formatted(fault, isGood() ? "held" : "FAILED", figures);
    }

    void describe(ObjectNode target) {
        target.put("fault", fault).put("held", isGood());
        ArrayNode figures = target.putArray("figures");
        for (Finding finding : findings) {
            ObjectNode figure = figures.addObject()
                    .put("name", finding.name())
                    .put("value", finding.value())
                    .put("unit", finding.unit())
                    .put("good", finding.isGood());
            if (Double.isFinite(finding.most())) {
                figure.put("most", finding.most());
            }
        }
    }
}
