package io.iotflow.simulator.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.iotflow.domain.WireTime;
import io.iotflow.simulator.report.RunReport;
import java.util.Locale;
import java.util.Optional;

/**
 * A run as callers see it.
 *
 * @param title the name of its scenario, else of its fleet or profile
 * @param state registering, running, leaving, auditing, ended or failed
 * @param transport mqtt or http
 * @param stage of the scenario; empty when it has none
 * @param length in seconds; 0 is for ever
 * @param message what went wrong; empty when nothing did
 * @param figures as in the report in JSON; empty while devices are registered
 * @param course how it went second by second, as in the report in JSON; empty among others, and while devices are registered
 */
record RunView(
        String id,
        String title,
        String state,
        String transport,
        String stage,
        String startedAt,
        double length,
        String message,
        JsonNode figures,
        JsonNode course) {

    /** One among others, without its course. */
    static RunView of(RemoteRun run) {
        return view(run, run.report(), nothing());
    }

    /** With its course from a second on, counted from 0. */
    static RunView since(RemoteRun run, int second) {
        Optional<RunReport> report = run.report();
        return view(
                run,
                report,
                report.<JsonNode>map(known -> known.course().json(second)).orElseGet(RunView::nothing));
    }

    private static RunView view(RemoteRun run, Optional<RunReport> report, JsonNode course) {
        return new RunView(
                run.id(),
                run.scenario().title(),
                run.state().name().toLowerCase(Locale.ROOT),
                run.scenario().sending().transport().name().toLowerCase(Locale.ROOT),
                run.stage(),
                WireTime.of(run.startedAt()),
                run.scenario().seconds(),
                run.message(),
                report.<JsonNode>map(RunReport::summary).orElseGet(RunView::nothing),
                course);
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** How many seconds of the course are known with this view. */
    int seconds() {
        return course.path("from").asInt() + course.path("acknowledged").size();
    }

    boolean isUnderWay() {
        return !state.equals("ended") && !state.equals("failed");
    }
}
