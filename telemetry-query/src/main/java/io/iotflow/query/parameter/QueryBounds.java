package io.iotflow.query.parameter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one question may ask for. */
@ConfigMapping(prefix = "iotflow.query")
public interface QueryBounds {

    /** The longest span of history and of aggregates; an export has none. */
    @WithDefault("3660d")
    Duration longestSpan();

    /** The most windows of one aggregate. */
    @WithDefault("10000")
    int mostWindows();

    /** The most values that are read for a median, for each device and field. */
    @WithDefault("100000")
    int mostMedianValues();

    /** The most fields of one question. */
    @WithDefault("20")
    int mostFields();

    /** The most devices of one question. */
    @WithDefault("1000")
    int mostDevices();

    /** The most windows of one answer, those of all devices and fields together. */
    @WithDefault("200000")
    int mostPoints();

    /** How many readings an export reads at a time. */
    @WithDefault("1000")
    int exportPage();
}
