package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.ingest.mqtt.instruction.CommandProgress;
import io.iotflow.ingest.mqtt.instruction.Instructions;
import io.iotflow.ingest.mqtt.instruction.QueuedCommand;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry in memory. */
final class FakeInstructions implements Instructions {

    final List<QueuedCommand> pending = new CopyOnWriteArrayList<>();
    final List<String> reports = new CopyOnWriteArrayList<>();
    volatile boolean down;
    volatile int version = 1;
    private final Queue<Runnable> heldAnswers = new ConcurrentLinkedQueue<>();
    private volatile boolean slow;

    void queue(String id) {
        JsonObject document = new JsonObject().put("command_id", id).put("command", "reboot");
        pending.add(new QueuedCommand(id, "control", Optional.empty(), document));
    }

    /** From now on configurations are read at once and answered when they are let go, the last asked first. */
    void hold() {
        slow = true;
    }

    void letGoBackwards() {
        slow = false;
        List<Runnable> answers = new ArrayList<>(heldAnswers);
        heldAnswers.clear();
        answers.reversed().forEach(Runnable::run);
    }

    int held() {
        return heldAnswers.size();
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
        if (down) {
            return away();
        }
        byte[] document = ("{\"version\":" + version + "}").getBytes(StandardCharsets.UTF_8);
        return slow
                ? Uni.createFrom().emitter(answer -> heldAnswers.add(() -> answer.complete(document)))
                : Uni.createFrom().item(document);
    }

    private static <T> Uni<T> away() {
        return Uni.createFrom().failure(new IllegalStateException("away"));
    }
}
