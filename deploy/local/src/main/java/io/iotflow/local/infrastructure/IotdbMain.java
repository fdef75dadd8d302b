package io.iotflow.local.infrastructure;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs IoTDB's ConfigNode and DataNode in one JVM: on one machine, one process less. With the argument {@value #DATA_ONLY} only
 * the DataNode, which joins the ConfigNode of another process.
 */
public final class IotdbMain {

    static final String DATA_ONLY = "data-only";

    private static final String[] START = {"-s"};
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private IotdbMain() {}

    /** The child JVM's main. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Runtime.getRuntime().addShutdownHook(new Thread(IotdbMain::haltInTime, "halt-in-time"));
        if (!List.of(arguments).contains(DATA_ONLY)) {
            run("org.apache.iotdb.confignode.service.ConfigNode");
        }
        run("org.apache.iotdb.db.service.DataNode");
    }

    /**
     * A data node that ends because it can't write its log waits for that log for ever. What it acknowledged is in the log,
     * so it may be stopped hard, and whoever watches it can start it again.
     */
    private static void haltInTime() {
        Thread.ofPlatform().daemon().name("halt").start(() -> {
            LockSupport.parkNanos(LONGEST_END.toNanos());
            Runtime.getRuntime().halt(1);
        });
    }

    private static void run(String node) throws ReflectiveOperationException {
        try {
            Class.forName(node).getMethod("main", String[].class).invoke(null, (Object) START);
        } catch (InvocationTargetException failure) {
            throw new IllegalStateException("IoTDB did not start: " + node, failure.getCause());
        }
    }
}
