package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.testing.ArchitectureRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The classes of all modules together keep the rules of the architecture. */
class ArchitectureTest {

    private static final int MODULES = 15;
    private static final int LIBRARIES_WITH_BEANS = 7;
    private static final Set<String> SEEN_BY_INDEX = Set.of(
            "jakarta.inject", "jakarta.enterprise.context", "io.smallrye.config", "org.jboss.resteasy.reactive.server");
    private static final JavaClasses CLASSES = importAll();

    @TestFactory
    Stream<DynamicTest> keepsTheRules() {
        return ArchitectureRules.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> check(rule)));
    }

    @Test
    void seesTheClassesOfAllModules() throws IOException {
        assertThat(classFolders()).hasSizeGreaterThanOrEqualTo(MODULES);
        assertThat(CLASSES).anyMatch(type -> type.getSimpleName().equals("GroupCommit"));
    }

    /** Quarkus passes over the beans, settings and filters of a library without an index, and says nothing. */
    @TestFactory
    Stream<DynamicTest> indexesTheBeansOfEveryLibrary() throws IOException {
        List<Path> libraries = classFolders().stream()
                .filter(classes -> classes.toString().contains("/libs/") && holdsBeans(classes))
                .toList();
        assertThat(libraries).hasSizeGreaterThanOrEqualTo(LIBRARIES_WITH_BEANS);
        return libraries.stream()
                .map(classes -> DynamicTest.dynamicTest(
                        classes.toString(),
                        () -> assertThat(classes.resolve("META-INF/jandex.idx")).exists()));
    }

    private static boolean holdsBeans(Path classes) {
        return new ClassFileImporter()
                .importPath(classes).stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getPackageName())
                        .anyMatch(SEEN_BY_INDEX::contains);
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static JavaClasses importAll() {
        try {
            return new ClassFileImporter().importPaths(classFolders());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<Path> classFolders() throws IOException {
        Path root = ProjectRoot.find().folder();
        try (Stream<Path> modules =
                Stream.of(root, root.resolve("libs"), root.resolve("deploy")).flatMap(ArchitectureTest::folders)) {
            return modules.map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private static Stream<Path> folders(Path parent) {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory).toList().stream();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
