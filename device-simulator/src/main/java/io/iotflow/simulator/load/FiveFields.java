package io.iotflow.simulator.load;

import io.iotflow.simulator.audit.ValuesHash;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Readings of five fields: three measurements, the number of the reading and the moment at which it was written. Written
 * from tables, in about 200 ns.
 */
public final class FiveFields implements ReadingSeries {

    private static final byte[] TEMPERATURE = ascii("{\"data\":{\"temperature\":");
    private static final byte[] HUMIDITY = ascii(",\"humidity\":");
    private static final byte[] PRESSURE = ascii(",\"pressure\":");
    private static final byte[] BATTERY = ascii(",\"battery_level\":");
    private static final byte[] SEQUENCE = ascii(",\"seq\":");
    private static final byte[] TIMESTAMP = ascii("},\"timestamp\":");
    private static final byte[] QUOTE = ascii("\"");
    private static final long NEVER = Long.MAX_VALUE;

    private final long firstTime;
    private final long textFrom;
    private final DecimalTable temperatures;
    private final DecimalTable humidities;
    private final DecimalTable pressures;
    private final DecimalTable batteries;

    private FiveFields(long firstTime, long textFrom, long seed) {
        Random random = new Random(seed);
        this.firstTime = firstTime;
        this.textFrom = textFrom;
        this.temperatures = new DecimalTable(14, 30, random);
        this.humidities = new DecimalTable(30, 90, random);
        this.pressures = new DecimalTable(1010, 1020, random);
        this.batteries = new DecimalTable(0, 100, random);
    }

    /**
     * Numbers alone.
     *
     * @param firstTime of the first reading, in milliseconds since 1970; the next ones follow by a millisecond each
     */
    public static FiveFields numbers(long firstTime, long seed) {
        return new FiveFields(firstTime, NEVER, seed);
    }

    /** As {@link #numbers}, but from a certain reading on the temperature is text. */
    public static FiveFields changingType(long firstTime, long textFrom, long seed) {
        return new FiveFields(firstTime, textFrom, seed);
    }

    @Override
    public long time(long sequence) {
        return firstTime + sequence;
    }

    @Override
    public void write(ByteBuf target, long device, long sequence) {
        int index = index(device, sequence);
        target.writeBytes(TEMPERATURE);
        if (sequence < textFrom) {
            temperatures.write(target, index);
        } else {
            target.writeBytes(QUOTE);
            temperatures.write(target, index);
            target.writeBytes(QUOTE);
        }
        target.writeBytes(HUMIDITY);
        humidities.write(target, index >> 3);
        target.writeBytes(PRESSURE);
        pressures.write(target, index >> 5);
        target.writeBytes(BATTERY);
        batteries.write(target, index >> 7);
        target.writeBytes(SEQUENCE);
        Decimals.write(target, sequence);
        target.writeBytes(TIMESTAMP);
        Decimals.write(target, time(sequence));
        target.writeByte('}');
    }

    @Override
    public long hash(long device, long sequence) {
        int index = index(device, sequence);
        double temperature = temperatures.number(index);
        return ValuesHash.combine(
                sequence < textFrom
                        ? ValuesHash.ofNumber("temperature", temperature)
                        : ValuesHash.ofText("temperature", temperatures.text(index)),
                ValuesHash.ofNumber("humidity", humidities.number(index >> 3)),
                ValuesHash.ofNumber("pressure", pressures.number(index >> 5)),
                ValuesHash.ofNumber("battery_level", batteries.number(index >> 7)),
                ValuesHash.ofNumber("seq", sequence));
    }

    /** Spreads neighbours over the tables (the finaliser of SplitMix64). */
    private static int index(long device, long sequence) {
        long mixed = (device * 0x9E3779B97F4A7C15L + sequence) * 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 32);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
