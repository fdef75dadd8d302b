package io.iotflow.query.reading;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON in the making, in UTF-8: who appends sees to it that it is some. One thread. */
final class JsonBytes {

    private static final int THOUSANDTHS = 1000;
    /** From here on {@link Double#toString(double)} writes an exponent. */
    private static final long FIRST_WITH_EXPONENT = 10_000_000L * THOUSANDTHS;

    private static final int LONGEST_LONG = 20;

    private byte[] bytes;
    private int size;

    /**
     * @param room in bytes, for a start
     */
    JsonBytes(int room) {
        bytes = new byte[room];
    }

    static byte[] quoted(String text) {
        byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] quoted = new byte[escaped.length + 2];
        quoted[0] = '"';
        System.arraycopy(escaped, 0, quoted, 1, escaped.length);
        quoted[quoted.length - 1] = '"';
        return quoted;
    }

    int size() {
        return size;
    }

    /** Forgets what stands after this size. */
    void cut(int newSize) {
        size = newSize;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    JsonBytes append(byte[] part) {
        ensureRoom(part.length);
        System.arraycopy(part, 0, bytes, size, part.length);
        size += part.length;
        return this;
    }

    JsonBytes append(String json) {
        return append(json.getBytes(StandardCharsets.UTF_8));
    }

    JsonBytes append(char ascii) {
        ensureRoom(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** What stands from one place to another once more. */
    JsonBytes repeat(int from, int to) {
        ensureRoom(to - from);
        System.arraycopy(bytes, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    JsonBytes append(long number) {
        if (number < 0) {
            return number == Long.MIN_VALUE
                    ? append(Long.toString(number))
                    : append('-').append(-number);
        }
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        ensureRoom(LONGEST_LONG);
        size += digits;
        long rest = number;
        for (int place = size - 1; place >= size - digits; place--) {
            bytes[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return this;
    }

    /**
     * As {@link Double#toString(double)} writes it, at a third of its time for what sensors send: numbers of at most three
     * decimals. These have no shorter text than their decimals, for a double tells all decimal numbers of up to 15 digits
     * apart.
     */
    JsonBytes append(double number) {
        long thousandths = Math.round(number * THOUSANDTHS);
        long digits = Math.abs(thousandths);
        if (thousandths == 0 || digits >= FIRST_WITH_EXPONENT || (double) thousandths / THOUSANDTHS != number) {
            return append(Double.toString(number));
        }
        if (thousandths < 0) {
            append('-');
        }
        append(digits / THOUSANDTHS).append('.');
        return appendDecimals((int) (digits % THOUSANDTHS));
    }

    private JsonBytes appendDecimals(int thousandths) {
        append(digit(thousandths / 100));
        if (thousandths % 100 != 0) {
            append(digit(thousandths / 10));
            if (thousandths % 10 != 0) {
                append(digit(thousandths));
            }
        }
        return this;
    }

    private static char digit(int number) {
        return (char) ('0' + number % 10);
    }

    private void ensureRoom(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
