package io.iotflow.simulator.virtual;

import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import io.iotflow.simulator.cumulocity.TopicRules;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The connections of all virtual devices to Cumulocity, as one sees them. Any thread may call. */
@Singleton
public class CumulocityConnections {

    private final LiveDevices live;

    CumulocityConnections(LiveDevices live) {
        this.live = live;
    }

    /**
     * How they are together.
     *
     * @param running devices that run and feed Cumulocity
     * @param connected how many of them are connected
     * @param registered how many of them Cumulocity knows
     * @param errors what the others say is wrong, each once, ten at most
     */
    public record Summary(int running, int connected, int registered, List<String> errors) {}

    /** How they are. */
    public Future<Summary> summary() {
        return live.on(() -> Future.succeededFuture(summary(live.toCumulocity(_ -> true))));
    }

    private static Summary summary(List<CumulocityTarget> targets) {
        List<DeliveryTarget.Health> healths =
                targets.stream().map(DeliveryTarget::health).toList();
        return new Summary(
                healths.size(),
                (int) healths.stream()
                        .filter(health -> health.link().connected())
                        .count(),
                (int) healths.stream().filter(DeliveryTarget.Health::registered).count(),
                healths.stream()
                        .flatMap(health -> health.link().lastError().stream())
                        .distinct()
                        .limit(10)
                        .toList());
    }

    /**
     * Publishes a message over the connection of a device, any when none is named; fails with a problem that explains what is
     * wrong with the topic, or that nobody is connected.
     */
    public Future<Void> test(Optional<Long> device, String topic, String message) {
        Optional<String> objection = TopicRules.objection(topic);
        if (objection.isPresent()) {
            return Future.failedFuture(ProblemException.invalid(Violation.inBody("topic", objection.get())));
        }
        return live.on(
                () -> live.toCumulocity(id -> device.isEmpty() || device.get() == id).stream()
                        .filter(target -> target.health().link().connected())
                        .findFirst()
                        .map(target -> CumulocityTarget.confirmed(target.test(topic, message))
                                .recover(failure -> Future.failedFuture(refused(failure))))
                        .orElseGet(
                                () -> Future.failedFuture(
                                        ProblemException.of(
                                                ProblemType.CONFLICT,
                                                "No running device is connected to Cumulocity. Start one whose target is cumulocity or both."))));
    }

    private static ProblemException refused(Throwable failure) {
        return ProblemException.invalid(Violation.inBody("message", String.valueOf(failure.getMessage())));
    }
}
