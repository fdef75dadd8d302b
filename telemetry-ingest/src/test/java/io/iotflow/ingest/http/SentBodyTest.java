package io.iotflow.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.ingest.http.SentBody.Broken;
import io.iotflow.ingest.http.SentBody.Plain;
import io.iotflow.ingest.http.SentBody.TooLarge;
import io.iotflow.ingest.http.SentBody.UnknownEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SentBodyTest {

    private static final byte[] READING = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void readsPlainAndPackedBodies() throws Exception {
        assertThat(plain(SentBody.read(READING, "", 100))).isEqualTo(READING);
        assertThat(plain(SentBody.read(READING, "identity", 100))).isEqualTo(READING);
        assertThat(plain(SentBody.read(gzip(READING), " GZIP", 100))).isEqualTo(READING);
    }

    @Test
    void holdsTheLimitForWhatIsInside() throws Exception {
        assertThat(SentBody.read(READING, "", 6)).isEqualTo(new TooLarge());
        assertThat(SentBody.read(gzip(new byte[100_000]), "gzip", 1000)).isEqualTo(new TooLarge());
        assertThat(plain(SentBody.read(gzip(new byte[1000]), "gzip", 1000))).hasSize(1000);
    }

    @Test
    void refusesWhatIsBrokenOrCut() throws Exception {
        byte[] packed = gzip(READING);

        assertThat(SentBody.read(READING, "gzip", 100)).isEqualTo(new Broken());
        assertThat(SentBody.read(Arrays.copyOf(packed, packed.length - 4), "gzip", 100))
                .isEqualTo(new Broken());
        assertThat(SentBody.read(new byte[0], "gzip", 100)).isEqualTo(new Broken());
    }

    @Test
    void refusesOtherEncodings() {
        assertThat(SentBody.read(READING, "br", 100)).isEqualTo(new UnknownEncoding());
        assertThat(SentBody.read(READING, "gzip, gzip", 100)).isEqualTo(new UnknownEncoding());
    }

    @Test
    void findsRefusedReadingsAgain() {
        byte[] array = "[{\"a\":1} , \"ä\",{}, 7 ]".getBytes(StandardCharsets.UTF_8);
        byte[] lines = "{\"a\":1}\n\n oops\r\n{}".getBytes(StandardCharsets.UTF_8);

        assertThat(new SentReadings(array, false).excerpts(Set.of(0, 1, 3)))
                .containsEntry(0, "{\"a\":1}")
                .containsEntry(1, "\"ä\"")
                .containsEntry(3, "7");
        assertThat(new SentReadings(lines, true).excerpts(Set.of(1, 2)))
                .containsEntry(1, " oops\r")
                .containsEntry(2, "{}");
    }

    private static byte[] plain(SentBody body) {
        assertThat(body).isInstanceOf(Plain.class);
        return ((Plain) body).bytes();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
