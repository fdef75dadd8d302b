package io.iotflow.cli.documents;

import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the project, and where their links lead. */
final class MarkdownPages {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".iotflow", ".planted-faults", "node_modules");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?)\\s*$");

    private MarkdownPages() {}

    /** Every page that is not made by a build. */
    static List<Path> all() throws IOException {
        List<Path> pages = new ArrayList<>();
        collect(ProjectRoot.find().folder(), pages);
        return pages;
    }

    private static void collect(Path folder, List<Path> pages) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.sorted().toList();
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (Files.isDirectory(entry) && !NOT_OURS.contains(name)) {
                collect(entry, pages);
            } else if (name.endsWith(".md")) {
                pages.add(entry);
            }
        }
    }

    /** The links of a page, within this project, that lead nowhere. */
    static List<String> deadLinks(Path page) throws IOException {
        String text = CODE.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
                .replaceAll("");
        List<String> dead = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            if (!link.group(1).matches("[a-z]+:.*") && !leadsSomewhere(page, link.group(1))) {
                dead.add(link.group(1));
            }
        }
        return dead;
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file);
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(target).contains(link.substring(hash + 1));
    }

    /** The anchors of the headings, as code hosts make them. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        Matcher heading = HEADING.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
        while (heading.find()) {
            String plain = heading.group(1).replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1");
            String anchor = plain.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            String numbered = anchor;
            for (int twin = 1; !anchors.add(numbered); twin++) {
                numbered = anchor + "-" + twin;
            }
        }
        return anchors;
    }
}
