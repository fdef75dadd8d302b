package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.ingest.mqtt.instruction.CommandProgress;
import io.iotflow.ingest.mqtt.instruction.Instructions;
import io.iotflow.ingest.mqtt.instruction.QueuedCommand;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry in memory. */
final class FakeInstructions implements Instructions {

    final List<QueuedCommand> pending = new CopyOnWriteArrayList<>();
    final List<String> reports = new CopyOnWriteArrayList<>();
    volatile boolean down;
    volatile int version = 1;

    void queue(String id) {
        JsonObject document = new JsonObject().put("command_id", id).put("command", "reboot");
        pending.add(new QueuedCommand(id, "control", Optional.empty(), document));
    }

    @Override
    public Uni<List<QueuedCommand>> pending(DeviceId device) {
        return down ? away() : Uni.createFrom().item(List.copyOf(pending));
    }

    @Override
    public Uni<Report> report(DeviceId device, String commandId, CommandProgress progress) {
        if (down) {
            return away();
        }
        if (pending.stream().noneMatch(command -> command.id().equals(commandId))) {
            return Uni.createFrom().item(Report.UNKNOWN);
        }
        reports.add(commandId + " " + progress.status());
        return Uni.createFrom().item(Report.NOTED);
    }

    @Override
    public Uni<byte[]> configuration(DeviceId device) {
        return down
                ? away()
                : Uni.createFrom().item(("{\"version\":" + version + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static <T> Uni<T> away() {
        return Uni.createFrom().failure(new IllegalStateException("away"));
    }
}
