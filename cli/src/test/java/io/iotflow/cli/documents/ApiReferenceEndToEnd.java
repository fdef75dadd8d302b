package io.iotflow.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.stack.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the HTTP API are those that the built services make. */
class ApiReferenceEndToEnd {

    private static final Path ROOT = ProjectRoot.find().folder();

    static List<String> services() {
        return Services.NAMES;
    }

    @ParameterizedTest
    @MethodSource("services")
    void theReferenceIsThatOfTheService(String service) throws IOException {
        Path made = ROOT.resolve("target/api");
        Files.writeString(Files.createDirectories(made).resolve(service + ".md"), ApiReference.of(service));

        assertThat(ROOT.resolve("docs/api/" + service + ".md"))
                .as("the page is stale: cp target/api/*.md docs/api/")
                .hasSameTextualContentAs(made.resolve(service + ".md"));
    }
}
