package io.iotflow.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of settings says what the code says, and the files of deployments set what there is. */
class ConfigurationPageTest {

    private static final Path ROOT = ProjectRoot.find().folder();
    private static final Pattern KEY = Pattern.compile("\\biotflow(?:\\.[a-z0-9-]+)+");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^\\s*(?:- name: )?(IOTFLOW_[A-Z0-9_]+):? ?");
    private static Map<String, String> declared = Map.of();
    private static Map<String, String> documented = Map.of();

    @BeforeAll
    static void read() throws IOException {
        declared = DeclaredSettings.in(new ClassFileImporter().importPaths(folders("target/classes")));
        documented = ConfigurationPage.rows();
        assertThat(declared).containsKeys("iotflow.mqtt.largest-message", "iotflow.store.password");
    }

    @Test
    void everySettingIsOnThePage() {
        assertThat(declared.keySet().stream().filter(key -> !documented.containsKey(key)))
                .as("settings that docs/configuration.md does not name")
                .isEmpty();
    }

    @Test
    void thePageSaysEachDefault() {
        assertThat(declared.entrySet().stream()
                        .filter(setting -> !setting.getValue().isEmpty())
                        .filter(setting -> !documented
                                .getOrDefault(setting.getKey(), "")
                                .contains("`" + setting.getValue() + "`")))
                .as("settings of which docs/configuration.md says another default, or none")
                .isEmpty();
    }

    @Test
    void thePageNamesNoSettingThatIsNotThere() throws IOException {
        Set<String> known = new TreeSet<>(declared.keySet());
        for (Path sources : folders("src/main")) {
            known.addAll(keysOf(sources));
        }

        assertThat(documented.keySet().stream()
                        .filter(key -> !key.contains("<") && !key.startsWith("iotflow.limits."))
                        .filter(key -> !known.contains(key)))
                .as("settings that are only in docs/configuration.md")
                .isEmpty();
    }

    @Test
    void deploymentsSetWhatThereIs() throws IOException {
        Set<String> known = Stream.concat(declared.keySet().stream(), documented.keySet().stream())
                .map(ConfigurationPageTest::variable)
                .collect(Collectors.toSet());
        String files = Files.readString(ROOT.resolve("docker-compose.yml"))
                + Files.readString(ROOT.resolve("deploy/kubernetes/base/configuration.yaml"));

        List<String> set =
                VARIABLE.matcher(files).results().map(found -> found.group(1)).toList();
        assertThat(set).contains("IOTFLOW_MQTT_HOST");
        assertThat(set.stream().filter(name -> !known.contains(name) && !name.startsWith("IOTFLOW_SERVICES_")))
                .as("variables that no service reads")
                .isEmpty();
    }

    private static String variable(String key) {
        return key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Set<String> keysOf(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            Set<String> keys = new TreeSet<>();
            for (Path file : files.filter(ConfigurationPageTest::mayNameKeys).toList()) {
                KEY.matcher(Files.readString(file)).results().forEach(key -> keys.add(key.group()));
            }
            return keys;
        }
    }

    private static boolean mayNameKeys(Path file) {
        return file.toString().endsWith(".java") || file.toString().endsWith(".properties");
    }

    /** A folder of every module that has it. */
    private static List<Path> folders(String below) throws IOException {
        try (Stream<Path> parents = Stream.of(ROOT, ROOT.resolve("libs"), ROOT.resolve("deploy"))) {
            List<Path> modules = new ArrayList<>();
            for (Path parent : parents.toList()) {
                try (Stream<Path> children = Files.list(parent)) {
                    children.map(module -> module.resolve(below))
                            .filter(Files::isDirectory)
                            .forEach(modules::add);
                }
            }
            return modules;
        }
    }
}
