package io.iotflow.ingest.mqtt.operation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.iotflow.ingest.mqtt.session.DeviceSessions;
import io.iotflow.ingest.pipeline.PipelineState;
import jakarta.inject.Singleton;

/** Who is connected, and what happens to what they send. */
@Singleton
class Traffic {

    /** What happens to messages that come in. */
    enum ConsumerState {
        /** They are stored. */
        @JsonProperty("running")
        RUNNING,
        /** The store does not answer; they are not acknowledged. */
        @JsonProperty("store_unavailable")
        STORE_UNAVAILABLE,
        /** The service stops; nobody is let in any more. */
        @JsonProperty("stopping")
        STOPPING
    }

    private final DeviceSessions sessions;
    private final PipelineState pipeline;

    Traffic(DeviceSessions sessions, PipelineState pipeline) {
        this.sessions = sessions;
        this.pipeline = pipeline;
    }

    ConsumerState consumerState() {
        if (sessions.isStopping()) {
            return ConsumerState.STOPPING;
        }
        return pipeline.isStoreAnswering() ? ConsumerState.RUNNING : ConsumerState.STORE_UNAVAILABLE;
    }

    /** How many devices are connected to this replica. */
    int sessions() {
        return sessions.size();
    }
}
