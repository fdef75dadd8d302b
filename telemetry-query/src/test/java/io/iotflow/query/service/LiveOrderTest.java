package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.live.LivePublisher;
import io.iotflow.live.LiveWatch;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published comes through the real Redis as it went in. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class LiveOrderTest {

    private static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = 10;
    private static final int WIDE = 100;
    private static final Map<String, FieldValue> LARGE = Map.of("t", new TextValue("x".repeat(10_000)));
    private static final Map<String, FieldValue> SMALL = Map.of("t", new NumberValue(1));

    private final LivePublisher publisher;
    private final LiveWatch live;
    private final DeviceId device = new DeviceId(ThreadLocalRandom.current().nextLong(1000, 1L << 40));
    private final List<Instant> heard = new CopyOnWriteArrayList<>();

    LiveOrderTest(LivePublisher publisher, LiveWatch live) {
        this.publisher = publisher;
        this.live = live;
    }

    @BeforeEach
    void watch() {
        live.watch(this, Set.of(device), batch -> batch.readings().forEach(reading -> heard.add(reading.timestamp())))
                .await()
                .atMost(PATIENCE);
        await().atMost(PATIENCE).until(() -> {
            publisher.published(List.of(new Reading(device, Instant.EPOCH, SMALL, Map.of())));
            return !heard.isEmpty();
        });
    }

    @AfterEach
    void leave() {
        live.leave(this);
    }

    @Test
    void aShortMessageDoesNotOvertakeALongOne() {
        List<Instant> said = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Instant wide = TIME.plusSeconds(round);
            publisher.published(Collections.nCopies(WIDE, new Reading(device, wide, LARGE, Map.of())));
            publisher.published(List.of(new Reading(device, wide.plusMillis(1), SMALL, Map.of())));
            said.addAll(Collections.nCopies(WIDE, wide));
            said.add(wide.plusMillis(1));
        }

        await().atMost(PATIENCE).until(() -> sinceBegun().size() == said.size());
        assertThat(sinceBegun()).isEqualTo(said);
    }

    private List<Instant> sinceBegun() {
        return heard.stream().filter(time -> time.isAfter(Instant.EPOCH)).toList();
    }
}
