package io.iotflow.testing;

import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.stack.LocalInfrastructure;
import io.iotflow.local.stack.StackFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The real PostgreSQL, Redis and IoTDB: started once for a whole build, and ended with it. */
public final class RealInfrastructure {

    private RealInfrastructure() {}

    /** Joins what runs already, or starts it. */
    public static StackFacts get() throws IOException, InterruptedException {
        Path folder = ProjectRoot.find().folder().resolve("target/test-infrastructure");
        return LocalInfrastructure.joinOrStart(folder, build().pid());
    }

    /** The build that runs this test: the oldest JVM among our ancestors. */
    private static ProcessHandle build() {
        ProcessHandle oldest = ProcessHandle.current();
        Optional<ProcessHandle> ancestor = oldest.parent();
        while (ancestor.isPresent()) {
            boolean jvm = ancestor.get().info().command().orElse("").endsWith("/java");
            oldest = jvm ? ancestor.get() : oldest;
            ancestor = ancestor.get().parent();
        }
        return oldest;
    }
}
