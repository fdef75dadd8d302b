package io.iotflow.ingest.mqtt.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.ingest.mqtt.delivery.Verdict.Complaint;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void saysHowManyMoreReadingsWereRefused() {
        Verdict ten = Verdict.partly(complaints(10));
        Verdict many = Verdict.partly(complaints(25));

        assertThat(ten.complaints()).isEqualTo(complaints(10));
        assertThat(many.complaints()).hasSize(11).startsWith(complaints(10).toArray(Complaint[]::new));
        assertThat(many.complaints().getLast())
                .isEqualTo(new Complaint("more_refused", "15 more readings of this message were refused."));
    }

    private static List<Complaint> complaints(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Complaint("bad_value", "reading " + i))
                .toList();
    }
}
