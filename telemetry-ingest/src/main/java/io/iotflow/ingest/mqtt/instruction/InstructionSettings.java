package io.iotflow.ingest.mqtt.instruction;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How commands and configuration are fetched for connected devices. */
@ConfigMapping(prefix = "iotflow.instructions")
public interface InstructionSettings {

    /** How many calls to device-registry may be under way at once. */
    @WithDefault("16")
    int connections();

    /** How many calls to device-registry may wait; one more is made later. */
    @WithDefault("2000")
    int mostWaiting();

    /** How long one call may take. */
    @WithDefault("3s")
    Duration callTimeout();

    /** How often the devices whose call failed are tried again, some at a time. */
    @WithDefault("2s")
    Duration retryEvery();

    /** How many devices are tried again at a time. */
    @WithDefault("50")
    int mostRetries();

    /** Within this time every device that listens is looked after once more, in case an announcement was lost. */
    @WithDefault("30m")
    Duration lookAgainWithin();
}
