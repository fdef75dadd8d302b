package io.iotflow.ingest.watch;

/** Hashes of 64 bits: wide enough that two keys practically never share one. */
final class Hashes {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private Hashes() {}

    /** Of a number and a text: FNV-1a over the UTF-16 units, begun with the number, then {@link #mix}. */
    static long of(long number, String text) {
        long hash = mix(number);
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** Of two numbers. */
    static long of(long one, long other) {
        return mix(mix(one) ^ other);
    }

    /** Every bit of the result depends on every bit of the number (the finalizer of SplitMix64). */
    static long mix(long number) {
        long mixed = number + GOLDEN;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
