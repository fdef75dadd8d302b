package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.store.KnownSeries.Versioned;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which of the series that a question may be about exist, for a field is in one lane of several and seldom in two. A
 * question that names a series which does not exist, or all by a pattern, takes the store a look into its schema: 0.4 to 0.9
 * ms of the 2.5 ms of a short one (ADR 164, 166).
 */
@Singleton
class ExistingSeries {

    /**
     * The series of a device that a question may be about.
     *
     * @param known those that there are, as the store calls them; empty when nobody knows
     */
    record Candidates(Optional<List<String>> known) {

        private static Candidates of(Optional<Versioned> device) {
            return new Candidates(device.map(Versioned::series));
        }

        /** The series of a field that there may be in some lanes, as the store calls them. */
        List<String> of(String field, List<Lane> lanes) {
            return lanes.stream()
                    .map(lane -> new SeriesName(lane, false, field).encoded())
                    .filter(name -> known.isEmpty() || known.get().contains(name))
                    .toList();
        }
    }

    private final StoreCalls calls;
    private final KnownSeries known;

    ExistingSeries(StoreCalls calls, KnownSeries known) {
        this.calls = calls;
        this.known = known;
    }

    /**
     * Asks a question about the series that were there when last looked, all that can be if nobody has, and the store at
     * the same time whether these are still all; if not, asks it again. So the answer has what was acknowledged before.
     *
     * @param question is told what to ask for
     */
    <T> Uni<T> ask(DeviceId device, Function<Candidates, Uni<T>> question) {
        return Uni.createFrom().deferred(() -> {
            Optional<Versioned> last = known.last(device);
            return Uni.combine()
                    .all()
                    .unis(question.apply(Candidates.of(last)), now(device, last))
                    .asTuple()
                    .chain(both -> last.isEmpty() || areAll(last.get(), both.getItem2())
                            ? Uni.createFrom().item(both.getItem1())
                            : question.apply(Candidates.of(both.getItem2())));
        });
    }

    private static boolean areAll(Versioned known, Optional<Versioned> now) {
        return now.isPresent() && known.series().equals(now.get().series());
    }

    /** What a device has now, by the number in the store; empty when nobody has said so far that it has series. */
    private Uni<Optional<Versioned>> now(DeviceId device, Optional<Versioned> last) {
        return calls.ask(sessions -> SeriesVersions.ask(sessions, device), SeriesVersions::read)
                .chain(version -> version.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : at(version.getAsLong(), device, last));
    }

    private Uni<Optional<Versioned>> at(long version, DeviceId device, Optional<Versioned> last) {
        return last.isPresent() && last.get().version() == version
                ? Uni.createFrom().item(last)
                : calls.run(sessions -> Optional.of(known.read(sessions, device, version)));
    }
}
