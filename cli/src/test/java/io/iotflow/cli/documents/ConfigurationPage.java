package io.iotflow.cli.documents;

import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The page of settings, as a table of keys and their defaults. */
final class ConfigurationPage {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CHOICE = Pattern.compile("\\{([^}]+)}");

    private ConfigurationPage() {}

    /** Each key of ours that the page names, with what its row says about defaults. */
    static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(ProjectRoot.find().folder().resolve("docs/configuration.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length > 3 && cells[1].strip().startsWith("`iotflow.")) {
                add(keys(cells[1]), cells[2], rows);
            }
        }
        return rows;
    }

    /** Where a row has as many defaults as keys, each key has its own. */
    private static void add(List<String> keys, String defaults, Map<String, String> rows) {
        List<String> each =
                CODE.matcher(defaults).results().map(MatchResult::group).toList();
        for (int i = 0; i < keys.size(); i++) {
            String own = each.size() == keys.size() ? each.get(i) : defaults;
            for (String key : choices(keys.get(i))) {
                rows.merge(key, own, String::concat);
            }
        }
    }

    /** The keys of a cell; {@code .other} is a sibling of the first. */
    private static List<String> keys(String cell) {
        List<String> keys = new ArrayList<>();
        CODE.matcher(cell).results().map(code -> code.group(1)).forEach(key -> {
            boolean sibling = key.startsWith(".");
            keys.add(sibling ? keys.getFirst().substring(0, keys.getFirst().lastIndexOf('.')) + key : key);
        });
        return keys;
    }

    private static List<String> choices(String key) {
        return CHOICE.matcher(key)
                .results()
                .findFirst()
                .map(choice -> List.of(choice.group(1).split(",")))
                .map(names -> names.stream()
                        .map(name -> CHOICE.matcher(key).replaceFirst(name))
                        .toList())
                .orElse(List.of(key));
    }
}
