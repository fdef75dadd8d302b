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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The classes of all modules together keep the rules of the architecture. */
class ArchitectureTest {

    private static final int MODULES = 15;
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
