package io.iotflow.domain;

import java.util.Optional;

/**
 * Identifies a device for its whole life; assigned by the registry and never used again.
 *
 * @param value positive
 */
public record DeviceId(long value) implements Comparable<DeviceId> {

    private static final int LONGEST = 19;

    public DeviceId {
        if (value <= 0) {
            throw new IllegalArgumentException("a device id is a positive number");
        }
    }

    /** Reads the decimal form, without sign or leading zeros; anything else is empty. */
    public static Optional<DeviceId> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.charAt(0) == '0') {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return Optional.empty();
            }
            value = value * 10 + digit;
        }
        return Optional.of(new DeviceId(value));
    }

    @Override
    public int compareTo(DeviceId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
