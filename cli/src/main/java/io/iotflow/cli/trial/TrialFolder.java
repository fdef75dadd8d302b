package io.iotflow.cli.trial;

import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A temporary folder with the processes that live in it. Both are gone when it is closed, and also when the program is
 * interrupted.
 */
public final class TrialFolder implements AutoCloseable {

    private final Path folder;
    private final Deque<Runnable> endings = new ArrayDeque<>();

    private TrialFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes one. */
    public static TrialFolder create() throws IOException {
        TrialFolder trial = new TrialFolder(Files.createTempDirectory("iotflow-trial-"));
        Runtime.getRuntime().addShutdownHook(new Thread(trial::endAll, "end-trial"));
        return trial;
    }

    /** A folder inside. */
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Something to end before the folder is deleted, the last one first. It is called once. */
    public synchronized void beforeDeletion(Runnable ending) {
        endings.push(ending);
    }

    private synchronized void endAll() {
        while (!endings.isEmpty()) {
            endings.pop().run();
        }
        try {
            StackHome.delete(folder);
        } catch (IOException failure) {
            System.err.println(folder + " could not be deleted: " + failure.getMessage());
        }
    }

    @Override
    public void close() {
        endAll();
    }
}
