package io.iotflow.ingest.reading;

import io.iotflow.domain.DeviceId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Prints what it costs to decode a reading of five fields; run it by hand. */
final class CostOfDecoding {

    private static final int ROUNDS = 400_000;
    private static final String FIELDS =
            "{\"temperature\":21.57,\"humidity\":48,\"pressure\":1013.25,\"battery\":87,\"mode\":\"eco\"}";

    private CostOfDecoding() {}

    public static void main(String[] arguments) {
        measure("structured, ISO time", "{\"data\":" + FIELDS + ",\"timestamp\":\"2026-06-15T12:00:00.123Z\"}");
        measure("structured, epoch ms", "{\"data\":" + FIELDS + ",\"timestamp\":1781517600123}");
        measure("structured, no time", "{\"data\":" + FIELDS + "}");
        measure("flat, no time", FIELDS);
    }

    private static void measure(String label, String text) {
        ReadingDecoder decoder = TestDecoders.with(Clock.systemUTC(), TestReadings.DEFAULTS);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        int accepted = 0;
        for (int run = 0; run < 5; run++) {
            long start = System.nanoTime();
            for (int i = 0; i < ROUNDS; i++) {
                DeviceId device = new DeviceId(1 + i % 10_000);
                accepted += decoder.decode(device, body) instanceof DecodedBody.One ? 1 : 0;
            }
            long nanos = System.nanoTime() - start;
            System.out.printf("%s: %.2f us (%d)%n", label, nanos / 1000.0 / ROUNDS, accepted);
        }
    }
}
