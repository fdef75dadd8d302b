package io.iotflow.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The plans that PostgreSQL has written into its log since a moment (auto_explain, in its text form). */
final class LoggedPlans {

    private static final Pattern ENTRY = Pattern.compile("(?m)^(?=\\S)");
    private static final String PLAN = "plan:";

    private final Path log;
    private final int from;

    private LoggedPlans(Path log, int from) {
        this.log = log;
        this.from = from;
    }

    /** From now on. */
    static LoggedPlans since(Path log) throws IOException {
        return new LoggedPlans(log, text(log).length());
    }

    /** Each with its statement. */
    List<String> all() throws IOException {
        List<String> plans = new ArrayList<>();
        for (String entry : ENTRY.split(text(log).substring(from))) {
            int plan = entry.indexOf(PLAN);
            if (plan >= 0) {
                plans.add(entry.substring(plan + PLAN.length()));
            }
        }
        return plans;
    }

    private static String text(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }
}
