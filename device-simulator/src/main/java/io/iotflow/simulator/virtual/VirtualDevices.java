package io.iotflow.simulator.virtual;

import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.simulator.database.Database;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What users do with virtual devices. Changes are made one after the other, first in the database, then here, so that what
 * runs is always what the database says. Any thread may call.
 */
@Singleton
public class VirtualDevices {

    private static final int MOST_WAITING = 2000;
    private static final int PAGE = 500;
    private static final DeviceFilter ALL = new DeviceFilter(Optional.empty(), Optional.empty(), Optional.empty());

    private final VirtualDeviceRepository repository;
    private final LiveDevices live;
    private final VirtualDeviceSettings settings;
    private Future<?> lastChange = Future.succeededFuture();
    private int waiting;

    VirtualDevices(VirtualDeviceRepository repository, LiveDevices live, VirtualDeviceSettings settings) {
        this.repository = repository;
        this.live = live;
        this.settings = settings;
    }

    /**
     * A device, and how it is when it runs.
     */
    public record Shown(VirtualDevice device, Optional<LiveState> state) {}

    /** A page of devices, with the number of all that pass the filter, and of these that run. */
    public record Page(List<Shown> devices, long total, long running) {}

    /** One device; fails with a problem when there is none. */
    public Future<Shown> find(long id) {
        return existing(id).compose(device -> live.on(() -> Future.succeededFuture(shown(device))));
    }

    /** Devices in the order of their ids. */
    public Future<Page> page(DeviceFilter filter, int limit, int offset) {
        return repository
                .page(filter, limit, offset)
                .compose(devices -> repository
                        .count(filter)
                        .compose(counts -> live.on(() -> Future.succeededFuture(new Page(
                                devices.stream().map(this::shown).toList(), counts.total(), counts.running())))));
    }

    /** Fails with a problem when there is a device of this name, other than one. */
    public Future<Void> checkName(String name, long except) {
        return repository
                .named(name)
                .compose(found -> found.filter(id -> id != except).isEmpty()
                        ? Future.succeededFuture()
                        : Future.failedFuture(nameTaken()));
    }

    /** The id of a device that may be made; fails with a problem when there are too many. */
    public Future<Long> newId() {
        return checkRoom().compose(_ -> repository.newId());
    }

    private Future<Void> checkRoom() {
        return repository
                .count(ALL)
                .compose(counts -> counts.total() < settings.most()
                        ? Future.succeededFuture()
                        : Future.failedFuture(ProblemException.of(
                                ProblemType.CONFLICT,
                                "There are " + counts.total() + " virtual devices; more are not allowed.")));
    }

    /** Makes a device, which does not run yet. */
    public Future<Shown> create(long id, Definition definition) {
        return change(() ->
                        checkRoom().compose(_ -> repository.add(id, definition).recover(VirtualDevices::nameTaken)))
                .compose(_ -> find(id));
    }

    /** Changes a device; one that runs goes on in the new way. */
    public Future<Shown> change(long id, Definition definition) {
        return change(() -> existing(id)
                        .compose(_ -> live.stop(id))
                        .compose(_ -> repository.change(id, definition).recover(VirtualDevices::nameTaken))
                        .eventually(() -> resume(id)))
                .compose(_ -> find(id));
    }

    /** Lets a device run. */
    public Future<Shown> start(long id) {
        return change(() -> existing(id).compose(_ -> repository.run(id, true)).compose(_ -> resume(id)))
                .compose(_ -> find(id));
    }

    /** Lets a device rest. */
    public Future<Shown> stop(long id) {
        return change(() -> existing(id).compose(_ -> repository.run(id, false)).compose(_ -> live.stop(id)))
                .compose(_ -> find(id));
    }

    /** Lets all devices run; answers how many did not before. */
    public Future<Integer> startAll() {
        return change(
                () -> repository.runAll(true).compose(changed -> resumeAll().map(changed.size())));
    }

    /** Lets all devices rest; answers how many ran. */
    public Future<Integer> stopAll() {
        return change(
                () -> repository.runAll(false).compose(changed -> live.stopAll().map(changed.size())));
    }

    /** Deletes a device with its measurements. What the targets have of it stays there. */
    public Future<Void> delete(long id) {
        return change(() -> existing(id).compose(_ -> live.stop(id)).compose(_ -> repository.remove(id)));
    }

    /** The same for all; answers how many there were. */
    public Future<Integer> deleteAll() {
        return change(() -> live.stopAll().compose(_ -> repository.removeAll()));
    }

    /** Lets a device introduce itself to Cumulocity again. */
    public Future<Shown> forgetRegistration(long id) {
        return change(() -> existing(id)
                        .compose(_ -> live.stop(id))
                        .compose(_ -> repository.rememberCumulocity(id, false, false))
                        .eventually(() -> resume(id)))
                .compose(_ -> find(id));
    }

    /** Runs what is to run, one after the other, a little apart. */
    Future<Void> resumeAll() {
        return runningAfter(0, new ArrayList<>()).map(devices -> {
            Duration after = Duration.ZERO;
            for (VirtualDevice device : devices) {
                live.start(device, after);
                after = after.plus(settings.spacing());
            }
            return null;
        });
    }

    private Future<List<VirtualDevice>> runningAfter(int offset, List<VirtualDevice> found) {
        DeviceFilter running = new DeviceFilter(Optional.empty(), Optional.of(true), Optional.empty());
        return repository.page(running, PAGE, offset).compose(page -> {
            found.addAll(page);
            return page.size() < PAGE ? Future.succeededFuture(found) : runningAfter(offset + PAGE, found);
        });
    }

    private Future<Void> resume(long id) {
        return existing(id).map(device -> {
            if (device.running()) {
                live.start(device, Duration.ZERO);
            }
            return null;
        });
    }

    private Shown shown(VirtualDevice device) {
        return new Shown(device, live.state(device.id()));
    }

    private Future<VirtualDevice> existing(long id) {
        return repository
                .find(id)
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(
                                ProblemException.of(ProblemType.NOT_FOUND, "There is no virtual device " + id + "."))));
    }

    /** Lets one change after the other happen. */
    <T> Future<T> change(Supplier<Future<T>> change) {
        return live.on(() -> {
            if (waiting >= MOST_WAITING) {
                return Future.failedFuture(ProblemException.unavailable(
                        "Too many changes", "Too many changes wait. Try again in a moment.", Duration.ofSeconds(1)));
            }
            waiting++;
            Future<T> mine = lastChange.transform(_ -> change.get()).onComplete(_ -> waiting--);
            lastChange = mine;
            return mine;
        });
    }

    private static <T> Future<T> nameTaken(Throwable failure) {
        return Future.failedFuture(Database.isTaken(failure) ? nameTaken() : failure);
    }

    private static ProblemException nameTaken() {
        return ProblemException.of(ProblemType.CONFLICT, "There is a virtual device of this name already.");
    }
}
