package io.iotflow.ingest.mqtt.instruction;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceFeed;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Brings commands and configuration to the devices that are connected here and listen: when they subscribe, when
 * something new is announced, again when the registry could not be asked, and, since announcements can be lost, all of
 * them slowly in turn. Any thread.
 */
@Singleton
public class InstructionDelivery {

    private final Vertx vertx;
    private final Instructions registry;
    private final InstructionSettings settings;
    private final Clock clock;
    private final Map<DeviceId, LineInstructions> lines = new ConcurrentHashMap<>();
    private final Set<DeviceId> owed = new LinkedHashSet<>();
    private Iterator<LineInstructions> round = lines.values().iterator();
    private double due;

    public InstructionDelivery(Vertx vertx, Instructions registry, InstructionSettings settings, Clock clock) {
        this.vertx = vertx;
        this.registry = registry;
        this.settings = settings;
        this.clock = clock;
    }

    void watch(@Observes StartupEvent started, DeviceFeed feed) {
        feed.devices(DeviceFeed.Kind.COMMAND_QUEUED).subscribe().with(this::commandQueued);
        feed.devices(DeviceFeed.Kind.CONFIGURATION_CHANGED).subscribe().with(this::configurationChanged);
        vertx.setPeriodic(settings.retryEvery().toMillis(), _ -> tick());
    }

    /** The device has subscribed to commands. On the line's event loop. */
    public void listensToCommands(DeviceLine line) {
        of(line).lookForCommands();
    }

    /** The device has subscribed to its configuration. On the line's event loop. */
    public void listensToConfiguration(DeviceLine line) {
        of(line).sendConfiguration();
    }

    /** The session has ended. */
    public void ended(DeviceLine line) {
        lines.computeIfPresent(line.device(), (_, known) -> known.line() == line ? null : known);
    }

    /** A command for a device is stored. */
    public void commandQueued(DeviceId device) {
        onLine(device, LineInstructions::lookForCommands);
    }

    /** A device's configuration has a new version. */
    public void configurationChanged(DeviceId device) {
        onLine(device, LineInstructions::sendConfiguration);
    }

    /** Some of those that are owed something, and the next few of all. */
    public void tick() {
        takeOwed().forEach(device -> onLine(device, LineInstructions::catchUp));
        due = Math.min(lines.size(), due + lines.size() * share());
        while (due >= 1) {
            due--;
            next().ifPresent(next -> next.line().run(next::catchUp));
        }
    }

    private double share() {
        return (double) settings.retryEvery().toMillis()
                / Math.max(1, settings.lookAgainWithin().toMillis());
    }

    private Optional<LineInstructions> next() {
        if (!round.hasNext()) {
            round = lines.values().iterator();
        }
        return round.hasNext() ? Optional.of(round.next()) : Optional.empty();
    }

    private LineInstructions of(DeviceLine line) {
        return lines.compute(line.device(), (_, known) -> known != null && known.line() == line ? known : begin(line));
    }

    private LineInstructions begin(DeviceLine line) {
        return new LineInstructions(line, registry, clock, () -> owe(line.device()));
    }

    private void onLine(DeviceId device, Consumer<LineInstructions> task) {
        LineInstructions instructions = lines.get(device);
        if (instructions != null) {
            instructions.line().run(() -> task.accept(instructions));
        }
    }

    private void owe(DeviceId device) {
        synchronized (owed) {
            owed.add(device);
        }
    }

    private Set<DeviceId> takeOwed() {
        Set<DeviceId> taken = new LinkedHashSet<>();
        synchronized (owed) {
            Iterator<DeviceId> all = owed.iterator();
            while (all.hasNext() && taken.size() < settings.mostRetries()) {
                taken.add(all.next());
                all.remove();
            }
        }
        return taken;
    }
}
