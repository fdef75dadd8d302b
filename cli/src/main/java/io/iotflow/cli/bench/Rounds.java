package io.iotflow.cli.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The mean of several rounds. */
final class Rounds {

    private Rounds() {}

    static double mean(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        return rounds.stream().mapToDouble(figure).average().orElse(0);
    }

    static double rate(List<Measured> rounds) {
        return mean(rounds, Measured::rate);
    }

    /** Microseconds of ingest and its store for each stored reading. */
    static double cost(List<Measured> rounds) {
        return mean(rounds, round -> round.cpu(Bench.INGEST, Bench.STORE));
    }

    /** The figures that every run of load has. */
    static List<Figure> figures(String scenario, List<Measured> rounds, Goal rate, Goal cost) {
        return List.of(
                new Figure(scenario, "stored", rate(rounds), "readings/s", rate),
                new Figure(scenario, "CPU of ingest and IoTDB", cost(rounds), "us/reading", cost),
                Figure.of(scenario, "  ingest", mean(rounds, r -> r.cpu(Bench.INGEST)), "us/reading"),
                Figure.of(scenario, "  IoTDB", mean(rounds, r -> r.cpu(Bench.STORE)), "us/reading"),
                Figure.of(scenario, "  generator", mean(rounds, r -> r.cpu(Measured.GENERATOR)), "us/reading"),
                Figure.of(
                        scenario,
                        "  all others",
                        mean(rounds, r -> r.cpuOfOthers(Bench.INGEST, Bench.STORE, Measured.GENERATOR)),
                        "us/reading"),
                Figure.of(scenario, "readings in a store call, mean", mean(rounds, Measured::batch), "readings"),
                Figure.of(
                        scenario,
                        "p50 while saturated",
                        mean(rounds, r -> r.report().millis(50)),
                        "ms"),
                Figure.of(
                        scenario,
                        "p99 while saturated",
                        mean(rounds, r -> r.report().millis(99)),
                        "ms"),
                Figure.of(
                        scenario,
                        "refused messages",
                        rounds.stream().mapToLong(r -> r.report().refusals()).sum(),
                        ""),
                Figure.of(
                        scenario,
                        "acknowledged less stored",
                        rounds.stream()
                                .mapToLong(r -> Math.max(0, r.report().acknowledged() - r.stored()))
                                .sum(),
                        "readings"));
    }
}
