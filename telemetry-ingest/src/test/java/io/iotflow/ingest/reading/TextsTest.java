package io.iotflow.ingest.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.ingest.reading.DecodedBody.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts, names and JSON values come back to the letter, or are refused. */
class TextsTest {

    private static final String BACKSLASH = "\\";

    private final TestReadings readings = new TestReadings();

    @Test
    void keepsEveryCharacterOfAText() {
        assertThat(readings.value("\"Bob's \\\"<pump>\\\" \\u00e4\\ud83d\\ude00\\n\\u0000 \uD83D\uDE00\""))
                .isEqualTo(new TextValue("Bob's \"<pump>\" \u00e4\uD83D\uDE00\n\0 \uD83D\uDE00"));
        assertThat(readings.value("\"\"")).isEqualTo(new TextValue(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ud800", "udc00", "udc00ud800", "ud800x"})
    void refusesHalfOfASurrogatePair(String escapes) {
        String escaped = escapes.replace("u", BACKSLASH + "u");

        assertThat(readings.refusal("{\"v\":\"" + escaped + "\"}")).isEqualTo("bad_text");
        assertThat(readings.accepts("{\"" + escaped + "\":1}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, accepted", "64, accepted", "65, bad_field_name", "60000, bad_field_name"})
    void countsTheCharactersOfANameAsPeopleDo(int length, String outcome) {
        assertThat(outcomeOf("{\"" + "\uD83D\uDE00".repeat(length / 2) + "x".repeat(length - length / 2) + "\":1}"))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u0000", "u001f", "n", "u007f", "u0085"})
    void refusesControlCharactersInNames(String escape) {
        assertThat(readings.refusal("{\"a" + BACKSLASH + escape + "\":1}")).isEqualTo("bad_field_name");
        assertThat(readings.refusal("{\"a\":1,\"metadata\":{\"a" + BACKSLASH + escape + "\":1}}"))
                .isEqualTo("bad_field_name");
    }

    @Test
    void keepsJsonValuesAsTheyWereWritten() {
        String json = "{ \"b\": [1.0, 1e400, \"" + BACKSLASH
                + "u00e4\", {}],\t\"a\":null, \"b\": \u00e4\uD83D\uDE00 }"
                        .replace("\u00e4\uD83D\uDE00 }", "\"\u00e4\uD83D\uDE00\" }");

        assertThat(readings.value(json)).isEqualTo(new JsonValue(json));
        assertThat(readings.value("[]")).isEqualTo(new JsonValue("[]"));
    }

    @Test
    void refusesWhatIsNestedTooDeepWithoutRunningOutOfStack() {
        assertThat(readings.value(nested(900))).isEqualTo(new JsonValue(nested(900)));
        assertThat(readings.decode("{\"v\":" + nested(1_000) + "}")).isInstanceOf(Unreadable.class);
        assertThat(readings.decode("[".repeat(60_000))).isInstanceOf(Unreadable.class);
        assertThat(readings.decode("{\"a\":".repeat(10_000))).isInstanceOf(Unreadable.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThat(readings.decode("{\"v\":\"\u00e4\"}".getBytes(ISO_8859_1))).isInstanceOf(Unreadable.class);
        assertThat(readings.decode(with((byte) 0xED, (byte) 0xA0, (byte) 0x80))).isInstanceOf(Unreadable.class);
        assertThat(readings.decode(with((byte) 0xC1, (byte) 0x81))).isInstanceOf(Unreadable.class);
        assertThat(readings.decode("{\"v\":{}}".getBytes(UTF_16LE))).isInstanceOf(Unreadable.class);
    }

    @Test
    void takesAByteOrderMark() {
        assertThat(readings.accepted("\uFEFF{\"v\":[1]}").fields()).containsEntry("v", new JsonValue("[1]"));
    }

    @Test
    void boundsTextsInBytes() {
        assertThat(readings.value("\"" + "\u00e4".repeat(16_384) + "\"")).isInstanceOf(TextValue.class);
        assertThat(readings.refusal("{\"v\":\"" + "\u00e4".repeat(16_384) + "x\"}"))
                .isEqualTo("text_too_long");
        assertThat(readings.refusal("{\"v\":[\"" + "x".repeat(32_768) + "\"]}")).isEqualTo("text_too_long");
    }

    private String outcomeOf(String body) {
        String refusal = readings.refusal(body);
        return refusal.equals("was not refused") ? "accepted" : refusal;
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    /** A body with these bytes inside a JSON value. */
    private static byte[] with(byte... bytes) {
        String body = "{\"v\":[\"" + "?".repeat(bytes.length) + "\"]}";
        byte[] encoded = body.getBytes(UTF_8);
        System.arraycopy(bytes, 0, encoded, body.indexOf('?'), bytes.length);
        return encoded;
    }
}
