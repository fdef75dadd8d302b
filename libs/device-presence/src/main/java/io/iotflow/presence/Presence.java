package io.iotflow.presence;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a device is there.
 *
 * @param online it has a live session or was heard within the time that {@code iotflow.presence.online-for} says
 * @param lastSeen when it was last heard, as far as is remembered
 */
public record Presence(boolean online, Optional<Instant> lastSeen) {

    /** Of a device that was not heard for long. */
    public static final Presence UNHEARD = new Presence(false, Optional.empty());

    private static final String ONLINE = "online:";
    private static final String OFFLINE = "offline:";

    /** The newest of what is remembered and what was kept for good. */
    public Optional<Instant> newestOf(Optional<Instant> kept) {
        return Stream.concat(lastSeen.stream(), kept.stream()).max(Comparator.naturalOrder());
    }

    static String written(boolean online, long millis) {
        return (online ? ONLINE : OFFLINE) + millis;
    }

    static Presence read(String written) {
        boolean online = written.startsWith(ONLINE);
        String millis = written.substring((online ? ONLINE : OFFLINE).length());
        return new Presence(online, Optional.of(Instant.ofEpochMilli(Long.parseLong(millis))));
    }
}
