package io.iotflow.simulator.load;

import io.netty.buffer.ByteBuf;

/** Whole numbers in decimal digits, without a string in between. */
final class Decimals {

    private static final int LONGEST = 19;

    private Decimals() {}

    /** Writes a number that is not negative. */
    static void write(ByteBuf target, long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        writeRightAligned(target, number, Math.min(digits, LONGEST));
    }

    /** Writes a number that is not negative into exactly so many characters, spaces first. */
    static void writeRightAligned(ByteBuf target, long number, int width) {
        int end = target.writerIndex() + width;
        target.ensureWritable(width);
        set(target, end, number, width);
        target.writerIndex(end);
    }

    /** Puts a number where there is room for it already. */
    static void set(ByteBuf target, int end, long number, int width) {
        long rest = number;
        for (int i = 1; i <= width; i++) {
            boolean blank = rest == 0 && i > 1;
            target.setByte(end - i, blank ? ' ' : '0' + (int) (rest % 10));
            rest /= 10;
        }
    }
}
