package io.iotflow.cli.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the Javadoc of a resource says of its methods. */
final class ResourceSources {

    private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
    private static final Pattern INLINE = Pattern.compile("\\{@code ([^}]*)}");
    private static final Pattern LINK = Pattern.compile("\\{@link #?([^}]*)}");

    private final List<Path> sources;

    private ResourceSources(List<Path> sources) {
        this.sources = sources;
    }

    /** The sources of these modules. */
    static ResourceSources in(List<Path> modules) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path module : modules) {
            try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return new ResourceSources(sources);
    }

    /** The text before a method, otherwise that before its class; in Markdown, without tags. */
    Optional<String> textOf(String type, String method) throws IOException {
        String ofMethod = "public [^;{}=]*\\b" + Pattern.quote(method) + "\\(";
        String ofType = "(?m)^(?:public )?(?:final )?class " + Pattern.quote(type) + "\\b";
        for (Path source : sources) {
            if (source.getFileName().toString().equals(type + ".java")) {
                String text = Files.readString(source);
                return before(text, ofMethod).or(() -> before(text, ofType)).map(ResourceSources::plain);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> before(String source, String pattern) {
        Matcher declaration = Pattern.compile(pattern).matcher(source);
        if (!declaration.find()) {
            return Optional.empty();
        }
        Matcher javadoc = JAVADOC.matcher(source).region(0, declaration.start());
        Optional<String> last = Optional.empty();
        while (javadoc.find()) {
            boolean belongs =
                    !source.substring(javadoc.end(), declaration.start()).contains(";");
            last = belongs ? Optional.of(javadoc.group(1)) : Optional.empty();
        }
        return last;
    }

    private static String plain(String javadoc) {
        String text = javadoc.replaceAll("(?m)^\\s*\\* ?", "").strip();
        String untagged = text.split("(?m)^@")[0].strip().replaceAll("\\s+", " ");
        return LINK.matcher(INLINE.matcher(untagged).replaceAll("`$1`"))
                .replaceAll("`$1`")
                .replaceAll("</?[a-z]+>", "");
    }
}
