package io.iotflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyUsesTest {

    private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-01T00:00:01Z");

    private final KeyHash pump = new KeyHash(1, 2, 3, 4);
    private final KeyHash fan = new KeyHash(5, 6, 7, 8);

    @Test
    void addsUpAndTellsOnce() {
        KeyUses uses = new KeyUses(10);
        uses.used(pump, LATER);
        uses.used(pump, EARLIER);

        assertThat(uses.take(10)).isEqualTo(Map.of(pump, new KeyUse(2, LATER)));
        assertThat(uses.take(10)).isEmpty();
    }

    @Test
    void holdsNoMoreKeysThanItMay() {
        KeyUses uses = new KeyUses(1);
        uses.used(pump, EARLIER);
        uses.used(fan, EARLIER);
        uses.used(pump, EARLIER);

        assertThat(uses.take(10)).isEqualTo(Map.of(pump, new KeyUse(2, EARLIER)));
    }

    @Test
    void readsAHashFromItsDigits() {
        assertThat(KeyHash.ofHex(pump.toHex())).isEqualTo(pump);
    }
}
