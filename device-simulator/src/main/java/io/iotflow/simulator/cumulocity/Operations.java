package io.iotflow.simulator.cumulocity;

import io.iotflow.simulator.link.MqttSession;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Operations, in the order in which they came, one after the other: 501 to 503 act on the oldest. The platform sends pending
 * ones again at every subscription and at 500; the same row that waits already is not taken twice, and 500 afterwards asks
 * for what that might have hidden.
 */
final class Operations {

    private final String serial;
    private final CumulocityDevice device;
    private final DeviceMemory memory;
    private final Deque<List<String>> waiting = new ArrayDeque<>();
    private @Nullable List<String> running;
    private @Nullable MqttSession session;
    private boolean ready;
    private boolean skipped;

    Operations(String serial, CumulocityDevice device, DeviceMemory memory) {
        this.serial = serial;
        this.device = device;
        this.memory = memory;
    }

    void connected(MqttSession fresh) {
        session = fresh;
        waiting.clear();
        running = null;
        ready = false;
        skipped = false;
    }

    /** Says that a restart is done, when one was begun. */
    Future<Void> reportRestart() {
        MqttSession open = session;
        if (open == null || !memory.restarting()) {
            return Future.succeededFuture();
        }
        return CumulocityDevice.row(open, "503", OperationFragment.RESTART)
                .compose(_ -> memory.rememberRestarting(false));
    }

    void received(String payload) {
        for (List<String> row : SmartRest.parse(payload)) {
            boolean ours = row.size() > 1 && row.get(1).equals(serial);
            if (ours && OperationFragment.of(row.getFirst()).isPresent()) {
                if (row.equals(running) || waiting.contains(row)) {
                    skipped = true;
                } else {
                    waiting.add(row);
                }
            }
        }
        next();
    }

    void begin() {
        ready = true;
        next();
    }

    private void next() {
        MqttSession open = session;
        if (!ready || running != null || open == null || waiting.isEmpty()) {
            return;
        }
        List<String> operation = waiting.removeFirst();
        running = operation;
        Optional<String> fragment = OperationFragment.of(operation.getFirst());
        run(open, operation, fragment.orElseThrow()).onSuccess(_ -> done(open));
    }

    private void done(MqttSession open) {
        if (open != session || memory.restarting()) {
            return;
        }
        running = null;
        if (skipped && waiting.isEmpty()) {
            skipped = false;
            CumulocityDevice.row(open, "500");
        }
        next();
    }

    private Future<Void> run(MqttSession open, List<String> operation, String fragment) {
        return switch (fragment) {
            case OperationFragment.RESTART ->
                memory.rememberRestarting(true)
                        .compose(_ -> CumulocityDevice.row(open, "501", fragment))
                        .onSuccess(_ -> device.restart());
            case OperationFragment.CONFIGURATION ->
                CumulocityDevice.row(open, "501", fragment)
                        .compose(_ -> CumulocityDevice.row(open, "113", operation.size() > 2 ? operation.get(2) : ""))
                        .compose(_ -> CumulocityDevice.row(open, "503", fragment));
            default ->
                CumulocityDevice.row(open, "501", fragment)
                        .compose(_ -> CumulocityDevice.row(open, "502", fragment, "This device does not support it."));
        };
    }
}
