package io.iotflow.ingest.pipeline;

import jakarta.inject.Singleton;

/** How the pipeline is, for those who are asked. Any thread. */
@Singleton
public class PipelineState {

    private final GroupCommit commits;

    PipelineState(GroupCommit commits) {
        this.commits = commits;
    }

    /** Whether the store answered when it was last asked; while it does not, readings are turned away. */
    public boolean isStoreAnswering() {
        return commits.isStoreAnswering();
    }
}
