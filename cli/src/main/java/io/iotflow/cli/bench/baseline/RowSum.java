package io.iotflow.cli.bench.baseline;

/** How many rows, and a sum over every bit of them that does not depend on their order. */
public final class RowSum {

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private long rows;
    private long sum;

    /**
     * Adds a row.
     *
     * @param values in the order of {@link RawQueries#FIELDS}
     */
    public void add(long time, double[] values) {
        long hash = time * FACTOR;
        for (double value : values) {
            hash = (Long.rotateLeft(hash, 7) ^ Double.doubleToLongBits(value)) * FACTOR;
        }
        rows++;
        sum += hash;
    }

    /** How many rows were added. */
    public long rows() {
        return rows;
    }

    /** Whether the same rows were added to both. */
    public boolean isSameAs(RowSum other) {
        return rows == other.rows && sum == other.sum;
    }
}
