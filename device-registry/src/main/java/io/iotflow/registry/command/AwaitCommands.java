package io.iotflow.registry.command;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceFeed;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a device wait until there is a command for it. It is woken by the announcement, and looks by itself now and then
 * because an announcement may be lost. A change of the device ends the wait: its key may not be valid any more. So does
 * the end of the service, which is not kept waiting. Waiting costs no thread and no connection to the database.
 */
@Singleton
class AwaitCommands {

    private final CommandRepository commands;
    private final DeviceFeed feed;
    private final CommandSettings settings;
    private final AtomicInteger waiting = new AtomicInteger();
    private final BroadcastProcessor<List<Command>> stopping = BroadcastProcessor.create();

    AwaitCommands(CommandRepository commands, DeviceFeed feed, CommandSettings settings) {
        this.commands = commands;
        this.feed = feed;
        this.settings = settings;
    }

    /** What waits for a device; empty when nothing came in time. */
    Uni<List<Command>> await(DeviceId device, Duration wait) {
        if (wait.isZero() || waiting.get() >= settings.mostWaiting()) {
            return look(device);
        }
        Uni<List<Command>> found = occasions(device)
                .onItem()
                .transformToUniAndConcatenate(_ -> look(device))
                .select()
                .where(pending -> !pending.isEmpty())
                .toUni();
        return Uni.join()
                .first(found, changed(device), timeOut(wait), stopping.toUni())
                .toTerminate()
                .onSubscription()
                .invoke(waiting::incrementAndGet)
                .onTermination()
                .invoke(waiting::decrementAndGet);
    }

    void end(@Observes ShutdownDelayInitiatedEvent told) {
        stopping.onNext(List.of());
    }

    private Uni<List<Command>> look(DeviceId device) {
        return commands.pending(device, settings.mostPending());
    }

    /** Now, whenever a command is announced, and every few seconds. */
    private Multi<DeviceId> occasions(DeviceId device) {
        Multi<DeviceId> announced = feed.devices(DeviceFeed.Kind.COMMAND_QUEUED).filter(device::equals);
        Multi<DeviceId> ticks =
                Multi.createFrom().ticks().every(settings.lookAgainEvery()).map(_ -> device);
        return Multi.createBy().merging().streams(announced, ticks).onOverflow().dropPreviousItems();
    }

    private Uni<List<Command>> changed(DeviceId device) {
        return feed.devices(DeviceFeed.Kind.CHANGED)
                .filter(device::equals)
                .onOverflow()
                .drop()
                .toUni()
                .map(_ -> List.of());
    }

    private static Uni<List<Command>> timeOut(Duration wait) {
        return Uni.createFrom()
                .<List<Command>>item(List.of())
                .onItem()
                .delayIt()
                .by(wait);
    }
}
