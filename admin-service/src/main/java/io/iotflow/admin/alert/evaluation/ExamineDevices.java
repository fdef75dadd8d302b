package io.iotflow.admin.alert.evaluation;

import io.iotflow.admin.alert.Finding;
import io.iotflow.admin.alert.rule.Condition;
import io.iotflow.admin.alert.rule.Condition.NoData;
import io.iotflow.admin.alert.rule.Condition.Offline;
import io.iotflow.admin.alert.rule.Condition.RateOfChange;
import io.iotflow.admin.alert.rule.Condition.Threshold;
import io.iotflow.admin.fleet.WatchedDevice;
import io.iotflow.presence.PresenceReader;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds out of which devices a condition holds, with one question to the store or to Redis whatever their number. */
@Singleton
class ExamineDevices {

    private final FleetReadings readings;
    private final PresenceReader presences;

    ExamineDevices(FleetReadings readings, PresenceReader presences) {
        this.readings = readings;
        this.presences = presences;
    }

    /** Fails when the question is not answered; nothing is known then. */
    Uni<Finding> examine(Condition condition, List<WatchedDevice> devices, Instant now) {
        return switch (condition) {
            case Threshold threshold ->
                readings.newest(devices, Optional.of(threshold.field()))
                        .map(newest -> Judgement.threshold(threshold, devices, newest));
            case RateOfChange change ->
                readings.changes(devices, change.field(), change.window())
                        .map(changes -> Judgement.change(change, devices, changes));
            case NoData noData ->
                readings.newest(devices, noData.field()).map(newest -> Judgement.noData(noData, devices, newest, now));
            case Offline _ ->
                presences
                        .read(devices.stream().map(WatchedDevice::id).toList())
                        .map(found -> Judgement.offline(devices, found));
        };
    }
}
