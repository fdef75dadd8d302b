package io.iotflow.cli.bench;

import io.iotflow.cli.bench.baseline.BaselineStore;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The second IoTDB, started when the first scenario asks for it. */
final class Baselines implements AutoCloseable {

    private final TrialFolder folder;
    private final ProjectRoot root;
    private @Nullable BaselineStore store;

    Baselines(TrialFolder folder, ProjectRoot root) {
        this.folder = folder;
        this.root = root;
    }

    BaselineStore store() throws IOException, InterruptedException {
        BaselineStore started = store;
        if (started == null) {
            started = BaselineStore.start(folder, root);
            store = started;
        }
        return started;
    }

    @Override
    public void close() {
        BaselineStore started = store;
        if (started != null) {
            started.close();
        }
    }
}
