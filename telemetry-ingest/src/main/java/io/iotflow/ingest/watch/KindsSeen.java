package io.iotflow.ingest.watch;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which types a field of a device has had: a direct-mapped table without locks. A place holds one key's hash but for
 * its lowest bits, which are the types; the next key of the same place takes it over. So a change can go unnoticed when
 * there are more fields than places, and is practically never seen where there is none. Any thread.
 */
final class KindsSeen {

    private static final int KIND_BITS = (1 << ValueKind.values().length) - 1;

    private final AtomicLongArray places;
    private final int mask;

    KindsSeen(int places) {
        int size = placesFor(places);
        this.places = new AtomicLongArray(size);
        this.mask = size - 1;
    }

    /**
     * Notes a type.
     *
     * @param key the hash of device and field
     * @return all types of the field, in bits, if this one is new and not the first; else 0
     */
    int note(long key, ValueKind kind) {
        int place = (int) (key >>> 32) & mask;
        long seen = places.getOpaque(place);
        if (((seen ^ key) & ~KIND_BITS) != 0) {
            places.setOpaque(place, (key & ~KIND_BITS) | kind.bit());
            return 0;
        }
        return (seen & kind.bit()) != 0 ? 0 : changed(place, seen, kind);
    }

    /** Of several threads that see the same change one counts it. */
    private int changed(int place, long seen, ValueKind kind) {
        long changed = seen | kind.bit();
        return places.compareAndSet(place, seen, changed) ? (int) (changed & KIND_BITS) : 0;
    }

    /** The next power of two. */
    static int placesFor(int wanted) {
        return Integer.highestOneBit(Math.max(2, wanted) - 1) << 1;
    }
}
