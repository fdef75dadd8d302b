package io.iotflow.store;

/** Takes names through the store's encoding. */
public final class TestSeriesNames {

    private TestSeriesNames() {}

    /** What a field's name is read back as. */
    private static String writtenAndRead(Lane lane, boolean metadata, String name) {
        String encoded = new SeriesName(lane, metadata, name).encoded();
        SeriesName read = SeriesName.parse(encoded).orElseThrow();
        if (read.lane() != lane || read.metadata() != metadata) {
            throw new AssertionError(name + " came back as another series: " + encoded);
        }
        return read.name();
    }

    /** As a field and as an entry of the metadata. */
    public static String writtenAndRead(String name) {
        String asField = writtenAndRead(Lane.NUMBER, false, name);
        String asMetadata = writtenAndRead(Lane.JSON, true, name);
        return asField.equals(asMetadata) ? asField : asField + " and " + asMetadata;
    }
}
