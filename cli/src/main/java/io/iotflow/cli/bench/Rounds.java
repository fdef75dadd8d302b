package io.iotflow.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What several rounds come to. */
final class Rounds {

    private Rounds() {}

    static double mean(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        return rounds.stream().mapToDouble(figure).average().orElse(0);
    }

    /** The median; of an even number the lower of the two. */
    static double middle(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
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
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(scenario, "stored", rate(rounds), "readings/s", rate));
        figures.add(new Figure(scenario, "CPU of ingest and IoTDB", cost(rounds), "us/reading", cost));
        figures.addAll(processors(scenario, rounds));
        figures.add(Figure.of(scenario, "readings in a store call", mean(rounds, Measured::batch), "readings"));
        figures.add(Figure.of(scenario, "p50 while saturated", mean(rounds, Rounds::median), "ms"));
        figures.add(Figure.of(scenario, "p99 while saturated", mean(rounds, Rounds::slowest), "ms"));
        figures.add(Figure.of(scenario, "refused messages", refused(rounds), ""));
        figures.add(new Figure(scenario, "acknowledged but not stored", missing(rounds), "readings", Goal.atMost(0)));
        return figures;
    }

    private static List<Figure> processors(String scenario, List<Measured> rounds) {
        return List.of(
                Figure.of(scenario, "  ingest", mean(rounds, round -> round.cpu(Bench.INGEST)), "us/reading"),
                Figure.of(scenario, "  IoTDB", mean(rounds, round -> round.cpu(Bench.STORE)), "us/reading"),
                Figure.of(scenario, "  generator", mean(rounds, round -> round.cpu(Measured.GENERATOR)), "us/reading"),
                Figure.of(scenario, "  all others", mean(rounds, Rounds::others), "us/reading"));
    }

    private static double others(Measured round) {
        return round.cpuOfOthers(Bench.INGEST, Bench.STORE, Measured.GENERATOR);
    }

    private static double median(Measured round) {
        return round.report().millis(50);
    }

    /** Milliseconds, at the 99th percentile. */
    static double slowest(Measured round) {
        return round.report().millis(99);
    }

    private static long refused(List<Measured> rounds) {
        return rounds.stream().mapToLong(round -> round.report().refusals()).sum();
    }

    private static long missing(List<Measured> rounds) {
        return rounds.stream()
                .mapToLong(round -> Math.max(0, round.report().acknowledged() - round.stored()))
                .sum();
    }
}
