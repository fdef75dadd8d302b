package io.iotflow.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingRemarksTest {

    @Test
    void saysNothingOfAnOrdinaryReading() {
        assertThat(
                        of(
                                "{\"data\":{\"a\":1,\"b\":\"x\"},\"metadata\":{\"s\":\"A\"},\"timestamp\":\"2026-01-01T00:00:00Z\"}"))
                .containsExactly(new Remarks(List.of(), true));
        assertThat(of("{\"a\":1}")).containsExactly(new Remarks(List.of(), false));
        assertThat(of("{\"a\":1,\"ts\":null}")).containsExactly(new Remarks(List.of(), false));
    }

    @Test
    void namesWhatIsKeptOtherwiseThanOneMayThink() {
        Remarks remarks =
                of("{\"n\":null,\"a\":1,\"a\":2,\"o\":{\"x\":[1,null]},\"i\":9007199254740993,\"ts\":\"2026-01-01\"}")
                        .getFirst();

        assertThat(remarks.timed()).isTrue();
        assertThat(remarks.warnings())
                .containsExactlyInAnyOrder(
                        "n: null is skipped",
                        "a: sent more than once; the last value counts",
                        "o: a nested value is stored as JSON text",
                        "i: an integer beyond 2^53 is kept exactly, as a 64-bit integer",
                        "ts: a time without a zone is read as UTC");
    }

    @Test
    void namesWhatStandsBesideTheData() {
        assertThat(of("{\"extra\":null,\"data\":{\"a\":1},\"metadata\":{\"m\":null}}")
                        .getFirst()
                        .warnings())
                .containsExactlyInAnyOrder(
                        "metadata.m: null is skipped",
                        "extra: not stored, because it stands beside data and not in it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-01-01T00:00:00Z\"",
                "\"2026-01-01 00:00:00+02:00\"",
                "\"20260101T000000Z\"",
                "\"1767225600\"",
                "1767225600"
            })
    void knowsTimesThatNeedNoZone(String time) {
        assertThat(of("{\"a\":1,\"timestamp\":" + time + "}").getFirst().warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01",
                "2026-01-01T00:00:00",
                "2026-01-01 00:00:00.5",
                "20260101_000000",
                "01/02/2026 00:00:00"
            })
    void knowsTimesWithoutAZone(String time) {
        assertThat(of("{\"a\":1,\"timestamp\":\"" + time + "\"}").getFirst().warnings())
                .containsExactly("timestamp: a time without a zone is read as UTC");
    }

    @Test
    void leavesATimeThatCanNotBeReadToTheError() {
        assertThat(of("{\"a\":1,\"ts\":\"soon\"}")).containsExactly(new Remarks(List.of(), true));
    }

    @Test
    void looksAtEachElementOfAnArray() {
        assertThat(of("[{\"a\":null},5,[1],{\"b\":1}]"))
                .extracting(remarks -> remarks.warnings().size())
                .containsExactly(1, 0, 0, 0);
    }

    private static List<Remarks> of(String body) {
        return ReadingRemarks.of(body.getBytes(StandardCharsets.UTF_8));
    }
}
