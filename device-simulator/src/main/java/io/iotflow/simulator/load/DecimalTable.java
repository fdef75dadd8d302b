package io.iotflow.simulator.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Numbers of a span in decimal digits, written out beforehand. */
final class DecimalTable {

    private static final int SIZE = 1024;

    private final byte[][] digits = new byte[SIZE][];
    private final double[] numbers = new double[SIZE];

    DecimalTable(double low, double high, RandomGenerator random) {
        for (int i = 0; i < SIZE; i++) {
            String text = String.format(Locale.ROOT, "%.2f", random.nextDouble(low, high));
            digits[i] = text.getBytes(StandardCharsets.US_ASCII);
            numbers[i] = Double.parseDouble(text);
        }
    }

    void write(ByteBuf target, int index) {
        target.writeBytes(digits[index & SIZE - 1]);
    }

    String text(int index) {
        return new String(digits[index & SIZE - 1], StandardCharsets.US_ASCII);
    }

    double number(int index) {
        return numbers[index & SIZE - 1];
    }
}
