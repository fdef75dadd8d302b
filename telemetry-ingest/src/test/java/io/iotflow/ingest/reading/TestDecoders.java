package io.iotflow.ingest.reading;

import java.time.Clock;

/** Makes the decoder that services get injected. */
public final class TestDecoders {

    private TestDecoders() {}

    public static ReadingDecoder with(Clock clock, ReadingSettings settings) {
        return new ReadingDecoder(new ReadingTime(clock, new ArrivalTimes(clock), settings), settings);
    }
}
