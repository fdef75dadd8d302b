package io.iotflow.simulator.cumulocity;

import io.iotflow.simulator.link.MqttLogin.Credentials;
import io.iotflow.simulator.link.MqttSession;
import io.iotflow.simulator.link.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/**
 * Asks the platform for the credentials of a new device, with an empty message to {@code s/ucr} again and again, until an
 * operator has accepted it. The connection is closed afterwards.
 */
public final class Bootstrap {

    private static final int FIELDS = 4;

    private final Timers timers;
    private final Duration interval;
    private final MqttSession session;
    private final Promise<Credentials> answer = Promise.promise();

    private Bootstrap(Timers timers, Duration interval, MqttSession session) {
        this.timers = timers;
        this.interval = interval;
        this.session = session;
    }

    /** @param session connected as the bootstrap user */
    public static Future<Credentials> ask(Timers timers, Duration interval, MqttSession session) {
        Bootstrap bootstrap = new Bootstrap(timers, interval, session);
        session.listen(bootstrap::received, reason -> bootstrap.answer.tryFail(reason));
        session.subscribe("s/dcr").onSuccess(_ -> bootstrap.poll()).onFailure(bootstrap.answer::tryFail);
        return bootstrap.answer.future().onComplete(_ -> session.disconnect());
    }

    private void poll() {
        if (!answer.future().isComplete()) {
            session.publish("s/ucr", Buffer.buffer(), 1);
            timers.after(interval, this::poll);
        }
    }

    private void received(String topic, String payload) {
        for (List<String> row : SmartRest.parse(payload)) {
            if (topic.equals("s/dcr") && row.size() == FIELDS && row.getFirst().equals("70")) {
                answer.tryComplete(new Credentials(row.get(1) + "/" + row.get(2), row.get(3)));
            }
        }
    }
}
