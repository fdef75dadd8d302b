package io.iotflow.simulator.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.iotflow.simulator.report.RunReport;
import java.time.Instant;
import java.util.Locale;

/**
 * A run as callers see it.
 *
 * @param state registering, running, leaving, auditing, ended or failed
 * @param stage of the scenario; empty when it has none
 * @param length in seconds; 0 is for ever
 * @param message what went wrong; empty when nothing did
 * @param figures as in the report in JSON; empty while devices are registered
 */
record RunView(
        String id, String state, String stage, Instant startedAt, double length, String message, JsonNode figures) {

    static RunView of(RemoteRun run) {
        JsonNode figures = run.report().<JsonNode>map(RunReport::json).orElseGet(JsonNodeFactory.instance::objectNode);
        return new RunView(
                run.id(),
                run.state().name().toLowerCase(Locale.ROOT),
                run.stage(),
                run.startedAt(),
                run.length(),
                run.message(),
                figures);
    }

    boolean isUnderWay() {
        return !state.equals("ended") && !state.equals("failed");
    }
}
