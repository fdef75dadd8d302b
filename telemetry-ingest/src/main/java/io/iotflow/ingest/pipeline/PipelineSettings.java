package io.iotflow.ingest.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How readings are grouped on their way to the store. */
@ConfigMapping(prefix = "iotflow.pipeline")
public interface PipelineSettings {

    /** How many readings may be held, waiting and under way together. One more is refused as overload. */
    @WithDefault("50000")
    int mostHeld();

    /** How many store calls may be under way at once. */
    @WithDefault("3")
    int mostInFlight();

    /** How many readings have to wait for another store call to begin beside one that is under way and not slow. */
    @WithDefault("600")
    int worthAnotherCall();

    /** The most readings in one store call. */
    @WithDefault("1000")
    int largestBatch();

    /** The most estimated bytes in one store call; a batch holds at least one group of readings all the same. */
    @WithDefault("4194304")
    long largestBatchBytes();

    /** What a device is told to wait when too many readings are held. */
    @WithDefault("1s")
    Duration retryIn();

    /** How long a caller waits for the store at most; then it is told that the store did not confirm. */
    @WithDefault("1500ms")
    Duration patience();

    /** While the store does not answer, how often one caller's readings are offered to it all the same. */
    @WithDefault("500ms")
    Duration probeEvery();
}
