package io.iotflow.admin.alert.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.admin.alert.Finding;
import io.iotflow.admin.alert.Finding.Held;
import io.iotflow.admin.alert.evaluation.FleetReadings.Newest;
import io.iotflow.admin.alert.rule.Condition.NoData;
import io.iotflow.admin.alert.rule.Condition.RateOfChange;
import io.iotflow.admin.alert.rule.Condition.Threshold;
import io.iotflow.admin.fleet.WatchedDevice;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.WireTime;
import io.iotflow.presence.Presence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Decides of which devices a condition holds, and says so in a sentence. */
final class Judgement {

    /** What can be said of one device. */
    sealed interface Verdict {
        record Holds(String message) implements Verdict {}

        record Fine() implements Verdict {}

        /** Nothing changes. */
        record NotKnown() implements Verdict {}
    }

    private static final int DIGITS = 12;

    private Judgement() {}

    /** A device that never sent the field is not judged. */
    static Finding threshold(Threshold condition, List<WatchedDevice> devices, Map<Long, Newest> newest) {
        return judge(
                devices,
                device -> Optional.ofNullable(newest.get(device.id().value()))
                        .map(found -> threshold(condition, found.value()))
                        .orElseGet(Verdict.NotKnown::new));
    }

    private static Verdict threshold(Threshold condition, JsonNode value) {
        if (!value.isNumber() && !value.isBoolean()) {
            return new Verdict.Fine();
        }
        double number = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
        return condition.comparison().holds(number, condition.threshold())
                ? new Verdict.Holds("%s is %s, %s %s"
                        .formatted(
                                condition.field(),
                                value.asText(),
                                condition.comparison().wireName(),
                                text(condition.threshold())))
                : new Verdict.Fine();
    }

    /** What has no value in the window has not changed in it. */
    static Finding change(RateOfChange condition, List<WatchedDevice> devices, Map<Long, Double> changes) {
        return judge(devices, device -> {
            double change = changes.getOrDefault(device.id().value(), 0.0);
            boolean known = changes.containsKey(device.id().value());
            return known && condition.comparison().holds(change, condition.threshold())
                    ? new Verdict.Holds("%s changed by %s within %s, %s %s"
                            .formatted(
                                    condition.field(),
                                    text(change),
                                    words(condition.window()),
                                    condition.comparison().wireName(),
                                    text(condition.threshold())))
                    : new Verdict.Fine();
        });
    }

    static Finding noData(NoData condition, List<WatchedDevice> devices, Map<Long, Newest> newest, Instant now) {
        String what = condition.field().orElse("data");
        return judge(devices, device -> {
            Optional<Instant> last =
                    Optional.ofNullable(newest.get(device.id().value())).map(Newest::at);
            Instant since = last.orElse(device.createdAt());
            if (!since.isBefore(now.minus(condition.window()))) {
                return new Verdict.Fine();
            }
            return new Verdict.Holds("no %s for %s; %s"
                    .formatted(
                            what,
                            words(condition.window()),
                            last.map(at -> "the newest is of " + WireTime.of(at))
                                    .orElse("none ever came")));
        });
    }

    static Finding offline(List<WatchedDevice> devices, Map<DeviceId, Presence> presences) {
        return judge(devices, device -> {
            Presence presence = presences.getOrDefault(device.id(), Presence.UNHEARD);
            return presence.online()
                    ? new Verdict.Fine()
                    : new Verdict.Holds("offline; %s"
                            .formatted(presence.lastSeen()
                                    .map(at -> "last heard " + WireTime.of(at))
                                    .orElse("not heard for long")));
        });
    }

    private static Finding judge(List<WatchedDevice> devices, Function<WatchedDevice, Verdict> verdict) {
        List<Held> held = new ArrayList<>();
        List<Long> fine = new ArrayList<>();
        for (WatchedDevice device : devices) {
            switch (verdict.apply(device)) {
                case Verdict.Holds(String message) ->
                    held.add(new Held(device.id().value(), device.name(), message));
                case Verdict.Fine() -> fine.add(device.id().value());
                case Verdict.NotKnown() -> {
                    // Neither: nothing changes.
                }
            }
        }
        return new Finding(held, fine);
    }

    /** At most twelve digits: a difference of doubles has more than it knows. */
    private static String text(double number) {
        return new BigDecimal(number)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String words(Duration span) {
        return span.toSeconds() % 60 == 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
