package io.iotflow.cli.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a stack under one fault.
 *
 * @param obstacle why it was not run; empty when it was
 */
record Outcome(String fault, List<Finding> findings, String obstacle) {

    /** Seconds from the start of the stack to the end of the audit. */
    static final String TOOK = "took";

    Outcome {
        findings = List.copyOf(findings);
    }

    /** One that came to its end. */
    static Outcome of(String fault, List<Finding> findings) {
        return new Outcome(fault, findings, "");
    }

    /** One that this machine can't do: nothing is said about the product. */
    static Outcome notRun(String fault, String why) {
        return new Outcome(fault, List.of(), "not run: " + why);
    }

    boolean wasRun() {
        return obstacle.isEmpty();
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
        if (!wasRun()) {
            return "%-12s %s".formatted(fault, obstacle);
        }
        String figures = findings.stream().map(Finding::text).collect(Collectors.joining("; "));
        return "%-12s %-6s %s".formatted(fault, isGood() ? "held" : "FAILED", figures);
    }

    void describe(ObjectNode target) {
        target.put("fault", fault).put("run", wasRun());
        if (!wasRun()) {
            target.put("obstacle", obstacle);
            return;
        }
        target.put("held", isGood());
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
