package io.iotflow.simulator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.simulator.audit.AcknowledgementLog.Entry;
import io.iotflow.simulator.audit.Audit.StoredRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor must see every bug that can be planted. */
class AuditTest {

    private static final Instant FIRST = Instant.ofEpochMilli(1000);
    private static final Instant SECOND = Instant.ofEpochMilli(2000);

    private final Map<Instant, Entry> log = Map.of(
            FIRST, new Entry(json("{\"t\":1}"), true),
            SECOND, new Entry(json("{\"t\":2}"), false));

    @Test
    void passesWhenTheUnacknowledgedOneIsMissing() {
        Audit audit = Audit.of(log, List.of(row(FIRST, "{\"t\":1.0}")));

        assertThat(audit.passed()).isTrue();
        assertThat(audit.acknowledged()).isEqualTo(1);
    }

    @Test
    void passesWhenTheUnacknowledgedOneIsStored() {
        assertThat(Audit.of(log, List.of(row(FIRST, "{\"t\":1}"), row(SECOND, "{\"t\":2}")))
                        .passed())
                .isTrue();
    }

    @Test
    void failsWhenOneWasAcknowledgedBeforeItWasStored() {
        Audit audit = Audit.of(log, List.of(row(SECOND, "{\"t\":2}")));

        assertThat(audit.passed()).isFalse();
        assertThat(audit.missing()).isEqualTo(1);
    }

    @Test
    void failsWhenAValueIsOfAnotherDevice() {
        assertThat(Audit.of(log, List.of(row(FIRST, "{\"t\":7}"))).altered()).isEqualTo(1);
        assertThat(Audit.of(log, List.of(row(FIRST, "{\"t\":7}"))).passed()).isFalse();
    }

    @Test
    void failsWhenAFieldIsLost() {
        assertThat(Audit.of(log, List.of(row(FIRST, "{}"))).passed()).isFalse();
    }

    @Test
    void failsOnWhatWasNeverSentAndOnDuplicates() {
        Audit audit = Audit.of(
                log,
                List.of(
                        row(FIRST, "{\"t\":1}"),
                        row(FIRST, "{\"t\":1}"),
                        row(Instant.ofEpochMilli(3000), "{\"t\":1}")));

        assertThat(audit.duplicated()).isEqualTo(1);
        assertThat(audit.unknown()).isEqualTo(1);
        assertThat(audit.passed()).isFalse();
    }

    @Test
    void readsBackWhatItLogged(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run.log");
        try (AcknowledgementLog written = AcknowledgementLog.create(file)) {
            written.sent(FIRST, json("{\"t\":1}"));
            written.sent(SECOND, json("{\"t\":2}"));
            written.acknowledged(FIRST);
        }

        assertThat(AcknowledgementLog.read(file)).isEqualTo(log);
    }

    private static StoredRow row(Instant time, String values) {
        return new StoredRow(time, json(values));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(failure);
        }
    }
}
