package io.iotflow.identity;

/**
 * How far the changes have been read, in the order of transactions and, within one, of devices.
 *
 * @param base the oldest transaction that was still running when the reading of pages began: whatever it and later ones
 *     change is read after these pages
 * @param transaction of the last change that was read
 * @param device of the last change that was read
 */
record ChangePoint(String base, String transaction, long device) {

    private static final String SEPARATOR = "/";

    /** Before everything that a transaction and later ones change. */
    static ChangePoint before(String transaction) {
        return new ChangePoint("", transaction, 0);
    }

    /** Reads what {@link #text} wrote. */
    static ChangePoint parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        return parts.length == 1 ? before(text) : new ChangePoint(parts[0], parts[1], Long.parseLong(parts[2]));
    }

    String text() {
        return base.isEmpty() ? transaction : String.join(SEPARATOR, base, transaction, Long.toString(device));
    }
}
