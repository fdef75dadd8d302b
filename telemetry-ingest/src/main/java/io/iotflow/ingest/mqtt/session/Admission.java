package io.iotflow.ingest.mqtt.session;

import io.iotflow.identity.DeviceIdentity;
import io.iotflow.ingest.mqtt.connection.MqttConnection;
import io.iotflow.ingest.mqtt.connection.Publication;
import io.iotflow.ingest.mqtt.delivery.Flow;
import io.iotflow.ingest.quota.TelemetryQuota;
import io.iotflow.limit.Allowance;
import io.iotflow.limit.Verdict;
import io.iotflow.limit.Verdict.Passed;
import io.iotflow.limit.Verdict.Refused;
import io.iotflow.limit.Verdict.Unchecked;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Counts a device's readings towards its limit, one message after the other: while it is asked about one, the socket is
 * not read. A message over the limit is refused where the client can be told so (MQTT 5) or waits for nothing (QoS 0). One
 * of MQTT 3.1.1 can't be refused and must not be acknowledged, so it waits here until the window ends, and the socket with
 * it. One event loop only.
 */
final class Admission {

    /** What becomes of a message. */
    interface Decision {

        /** It may pass. */
        void admitted(Publication message);

        /** It may not. */
        void refused(Publication message, String reason);

        /** The device is over its limit; told once in a window. */
        void exceeded(Publication message, String reason);
    }

    private static final long NO_TIMER = -1;

    private final MqttConnection connection;
    private final TelemetryQuota quota;
    private final Flow flow;
    private final Decision decision;
    private DeviceIdentity device;
    private long quietUntil = System.nanoTime();
    private long timer = NO_TIMER;

    Admission(MqttConnection connection, DeviceIdentity device, TelemetryQuota quota, Flow flow, Decision decision) {
        this.connection = connection;
        this.device = device;
        this.quota = quota;
        this.flow = flow;
        this.decision = decision;
    }

    /** The device is what it is now, maybe with another limit. */
    void changed(DeviceIdentity current) {
        device = current;
    }

    /** Decides on a message, at once or later. */
    void decide(Publication message) {
        quota.tryTake(device).ifPresentOrElse(verdict -> decided(message, verdict), () -> ask(message));
    }

    /** Nothing is decided any more. */
    void stop() {
        if (timer != NO_TIMER) {
            vertx().cancelTimer(timer);
        }
    }

    private void ask(Publication message) {
        flow.hold();
        quota.take(device).emitOn(connection::execute).subscribe().with(verdict -> decided(message, verdict));
    }

    private void decided(Publication message, Verdict verdict) {
        if (!connection.isOpen()) {
            return;
        }
        switch (verdict) {
            case Passed _, Unchecked _ -> {
                decision.admitted(message);
                flow.goOn();
            }
            case Refused(Allowance allowance) -> exceeded(message, allowance);
        }
    }

    private void exceeded(Publication message, Allowance allowance) {
        String reason = reason(allowance);
        long now = System.nanoTime();
        if (now - quietUntil >= 0) {
            quietUntil = now + allowance.resetIn().toNanos();
            decision.exceeded(message, reason);
        }
        if (message.isAcknowledged() && !connection.isVersion5()) {
            flow.hold();
            timer = vertx().setTimer(Math.max(1, allowance.resetIn().toMillis()), _ -> tryAgain(message));
        } else {
            decision.refused(message, reason);
            flow.goOn();
        }
    }

    private void tryAgain(Publication message) {
        timer = NO_TIMER;
        decide(message);
    }

    private Vertx vertx() {
        return connection.loop().owner();
    }

    private static String reason(Allowance allowance) {
        Duration window = allowance.limit().window();
        return "The limit is " + allowance.limit().requests() + " messages in " + window.toSeconds() + " s.";
    }
}
