package io.iotflow.local.infrastructure;

import java.lang.reflect.InvocationTargetException;

/** Runs IoTDB's ConfigNode and DataNode in one JVM: on one machine, one process less. */
public final class IotdbMain {

    private static final String[] START = {"-s"};

    private IotdbMain() {}

    /** The child JVM's main. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        run("org.apache.iotdb.confignode.service.ConfigNode");
        run("org.apache.iotdb.db.service.DataNode");
    }

    private static void run(String node) throws ReflectiveOperationException {
        try {
            Class.forName(node).getMethod("main", String[].class).invoke(null, (Object) START);
        } catch (InvocationTargetException failure) {
            throw new IllegalStateException("IoTDB did not start: " + node, failure.getCause());
        }
    }
}
