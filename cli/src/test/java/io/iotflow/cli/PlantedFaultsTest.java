package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each gate of the build goes red on what is planted for it, in a module of its own. */
class PlantedFaultsTest {

    private static final String GOOD = """
            package io.iotflow.planted;

            /** A class that no gate minds. */
            public final class Planted {
                private Planted() {}
            }
            """;

    private final Path root = ProjectRoot.find().folder();

    @Test
    void letsAGoodModulePass() throws Exception {
        assertThat(build("good", GOOD, "").exitCode()).isZero();
    }

    @Test
    void refusesAFileOf301Lines() throws Exception {
        String longFile = GOOD.replace("    private", "    // One more line.\n".repeat(295) + "    private");
        assertThat(longFile.lines().count()).isEqualTo(301);

        assertRefused(build("long-file", longFile, ""), "FileLength");
    }

    @Test
    void refusesAFileThatIsNotFormatted() throws Exception {
        assertRefused(build("format", GOOD.replace("    private", "  private"), ""), "spotless");
    }

    @Test
    void refusesANullThatNobodyExpects() throws Exception {
        String careless = """
                package io.iotflow.planted;

                import org.jspecify.annotations.NullMarked;

                /** Returns what it must not. */
                @NullMarked
                public final class Planted {
                    private Planted() {}

                    /** Never null, it says. */
                    public static String text() {
                        return null;
                    }
                }
                """;

        assertRefused(build("null", careless, ""), "NullAway");
    }

    @Test
    void refusesAKnownMistake() throws Exception {
        String mistaken = GOOD.replace("    private Planted() {}", """
                    private Planted() {}

                    /** Compares an array with itself. */
                    public static boolean same(int[] one, int[] other) {
                        return one.equals(other);
                    }\
                """);

        assertRefused(build("mistake", mistaken, ""), "ArrayEquals");
    }

    @Test
    void refusesADependencyOnAService() throws Exception {
        String edge = """
                <dependency>
                    <groupId>io.iotflow</groupId>
                    <artifactId>telemetry-ingest</artifactId>
                    <version>0.1.0-SNAPSHOT</version>
                    <scope>system</scope>
                    <systemPath>${java.home}/lib/jrt-fs.jar</systemPath>
                </dependency>
                """;

        assertRefused(build("levels", GOOD, edge), "against the levels");
    }

    private static void assertRefused(Command build, String reason) {
        assertThat(build.exitCode()).isNotZero();
        assertThat(build.output()).contains(reason);
    }

    private Command build(String name, String source, String dependency) throws IOException, InterruptedException {
        Path module = root.resolve(".planted-faults").resolve(name);
        Path file = module.resolve("src/main/java/io/iotflow/planted/Planted.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        Files.writeString(module.resolve("pom.xml"), pom(name, dependency));
        List<String> command = List.of(root.resolve("mvnw").toString(), "-B", "clean", "compile");
        return Command.run(module, Map.of(), command);
    }

    private static String pom(String name, String dependency) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                    <modelVersion>4.0.0</modelVersion>
                    <parent>
                        <groupId>io.iotflow</groupId>
                        <artifactId>iotflow</artifactId>
                        <version>0.1.0-SNAPSHOT</version>
                        <relativePath>../../pom.xml</relativePath>
                    </parent>
                    <artifactId>planted-%s</artifactId>
                    <dependencies>
                        <dependency>
                            <groupId>org.jspecify</groupId>
                            <artifactId>jspecify</artifactId>
                        </dependency>
                        %s
                    </dependencies>
                </project>
                """.formatted(name, dependency);
    }
}
