package io.iotflow.ingest.mqtt.instruction;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.ingest.mqtt.delivery.RetryQueue;
import io.iotflow.ingest.mqtt.delivery.Verdict;
import io.iotflow.ingest.mqtt.delivery.Verdict.Complaint;
import io.iotflow.ingest.mqtt.instruction.Instructions.Report;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Brings what devices say of their commands to the registry, and holds it while the registry is away. */
@Singleton
public class CommandResponses {

    private static final Logger LOG = Logger.getLogger(CommandResponses.class);
    private static final Complaint UNREADABLE = new Complaint(
            "malformed_response",
            "A response is {\"status\": \"acknowledged\", \"completed\" or \"failed\", \"result\": {…}}.");
    private static final Complaint UNKNOWN =
            new Complaint("unknown_command", "There is no such command for this device.");
    private static final Complaint ILLEGAL =
            new Complaint("illegal_command_status", "The command has gone further already, or has expired.");

    private final Instructions registry;
    private final RetryQueue retries;
    private final InstructionSettings settings;

    public CommandResponses(Instructions registry, RetryQueue retries, InstructionSettings settings) {
        this.registry = registry;
        this.retries = retries;
        this.settings = settings;
    }

    /**
     * Takes a response.
     *
     * @param topic {@code commands/{command_id}/response}
     * @param wanted whether somebody still waits for the outcome
     * @return on any thread, once the registry has it; never fails
     */
    public Uni<Verdict> take(DeviceTopic topic, byte[] payload, BooleanSupplier wanted) {
        Optional<CommandProgress> progress = CommandProgress.read(payload);
        if (progress.isEmpty()) {
            return Uni.createFrom().item(Verdict.unreadable(List.of(UNREADABLE)));
        }
        String commandId = topic.path().split("/", -1)[1];
        return Uni.createFrom().emitter(answer -> {
            Told told = new Told(topic.device(), commandId, progress.get(), wanted, answer);
            tell(told).subscribe().with(done -> {
                if (!done) {
                    retries.add(() -> tell(told), settings.retryEvery());
                }
            });
        });
    }

    private Uni<Boolean> tell(Told told) {
        if (!told.wanted().getAsBoolean()) {
            told.answer().complete(Verdict.ABANDONED);
            return Uni.createFrom().item(true);
        }
        return registry.report(told.device(), told.commandId(), told.progress())
                .map(report -> {
                    told.answer().complete(verdict(report));
                    return true;
                })
                .onFailure(Exception.class)
                .invoke(failure -> LOG.debugf("A response was not reported: %s", failure.getMessage()))
                .onFailure(Exception.class)
                .recoverWithItem(false);
    }

    private static Verdict verdict(Report report) {
        return switch (report) {
            case NOTED -> Verdict.ACCEPTED;
            case UNKNOWN -> Verdict.refused(UNKNOWN);
            case ILLEGAL -> Verdict.refused(ILLEGAL);
        };
    }

    private record Told(
            DeviceId device,
            String commandId,
            CommandProgress progress,
            BooleanSupplier wanted,
            UniEmitter<? super Verdict> answer) {}
}
