package io.iotflow.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of MQTT is what the AsyncAPI document makes. */
class AsyncApiPageTest {

    @Test
    void thePageIsThatOfTheDocument() throws IOException {
        Path made = Files.createDirectories(Path.of("../target/api")).resolve("mqtt.md");
        Files.writeString(made, AsyncApiPage.of(AsyncApi.read()));

        assertThat(Path.of("../docs/api/mqtt.md"))
                .as("the page is stale: cp target/api/*.md docs/api/")
                .hasSameTextualContentAs(made);
    }
}
