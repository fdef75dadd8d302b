package io.iotflow.admin.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.iotflow.admin.alert.Finding;
import io.iotflow.admin.alert.Finding.Held;
import io.iotflow.admin.alert.evaluation.FleetReadings.Newest;
import io.iotflow.admin.alert.rule.Comparison;
import io.iotflow.admin.alert.rule.Condition.NoData;
import io.iotflow.admin.alert.rule.Condition.RateOfChange;
import io.iotflow.admin.alert.rule.Condition.Threshold;
import io.iotflow.admin.fleet.WatchedDevice;
import io.iotflow.domain.DeviceId;
import io.iotflow.presence.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final List<WatchedDevice> DEVICES = List.of(device(1), device(2), device(3));

    @Test
    void aThresholdIsCrossedByNumbersBeyondItAndNotByTheThresholdItself() {
        Threshold condition = new Threshold("t", Comparison.BELOW, 4);

        Finding finding = Judgement.threshold(
                condition, DEVICES, Map.of(1L, now(new DoubleNode(3.5)), 2L, now(new DoubleNode(4))));

        assertThat(finding.held()).containsExactly(new Held(1, "device 1", "t is 3.5, below 4"));
        assertThat(finding.fine()).containsExactly(2L);
    }

    @Test
    void trueIsOneAndTextCrossesNothing() {
        Threshold condition = new Threshold("door", Comparison.ABOVE, 0.5);

        Finding finding =
                Judgement.threshold(condition, DEVICES, Map.of(1L, now(BooleanNode.TRUE), 2L, now(new TextNode("9"))));

        assertThat(finding.held()).extracting(Held::deviceId).containsExactly(1L);
        assertThat(finding.fine()).containsExactly(2L);
    }

    @Test
    void aFallIsANegativeChange() {
        RateOfChange condition = new RateOfChange("t", Comparison.BELOW, -2, WINDOW);

        Finding finding = Judgement.change(condition, DEVICES, Map.of(1L, -2.1000000000000005, 2L, 7.0));

        assertThat(finding.held()).containsExactly(new Held(1, "device 1", "t changed by -2.1 within 5 min, below -2"));
        assertThat(finding.fine()).containsExactly(2L, 3L);
    }

    @Test
    void noDataCountsFromTheNewestReadingOrFromTheRegistration() {
        NoData condition = new NoData(Optional.empty(), WINDOW);
        Newest old = new Newest(new DoubleNode(1), NOW.minus(Duration.ofMinutes(6)));

        Finding finding = Judgement.noData(condition, DEVICES, Map.of(1L, old, 2L, now(new DoubleNode(1))), NOW);

        assertThat(finding.held())
                .containsExactly(
                        new Held(1, "device 1", "no data for 5 min; the newest is of 2026-01-02T02:58:05.000Z"),
                        new Held(3, "device 3", "no data for 5 min; none ever came"));
        assertThat(finding.fine()).containsExactly(2L);
    }

    @Test
    void aDeviceThatNobodyHeardIsOffline() {
        Finding finding = Judgement.offline(
                DEVICES,
                Map.of(
                        new DeviceId(1), new Presence(true, Optional.of(NOW)),
                        new DeviceId(2), new Presence(false, Optional.of(NOW))));

        assertThat(finding.held())
                .containsExactly(
                        new Held(2, "device 2", "offline; last heard 2026-01-02T03:04:05.000Z"),
                        new Held(3, "device 3", "offline; not heard for long"));
        assertThat(finding.fine()).containsExactly(1L);
    }

    private static WatchedDevice device(long id) {
        return new WatchedDevice(new DeviceId(id), "device " + id, NOW.minus(Duration.ofDays(1)));
    }

    private static Newest now(JsonNode value) {
        return new Newest(value, NOW);
    }
}
