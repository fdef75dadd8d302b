package io.iotflow.cli.chaos;

import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.FleetRegistration;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where faults happen, one after the other: a stack that bore a fault well bears the next one too, unless that needs settings
 * of its own. Each fault has devices that sent nothing before. One thread.
 */
final class Grounds implements AutoCloseable {

    private final ProjectRoot root;
    private @Nullable Ground open;

    Grounds(ProjectRoot root) {
        this.root = root;
    }

    /** A stack, and how many of its devices were used by faults before. */
    static final class Ground implements AutoCloseable {

        private final TrialFolder folder;
        private final TrialStack stack;
        private final Map<String, String> environment;
        private int used;

        private Ground(TrialFolder folder, TrialStack stack, Map<String, String> environment) {
            this.folder = folder;
            this.stack = stack;
            this.environment = environment;
        }

        TrialStack stack() {
            return stack;
        }

        /** Registers devices that no fault before had. */
        List<DeviceCredentials> newDevices(int count) throws IOException, PlatformException {
            FleetRegistration registration = new FleetRegistration(
                    stack.uri(PortName.GATEWAY, "/"), stack.adminToken(), folder.resolve("load-devices"));
            List<DeviceCredentials> all = registration.devices(used + count, _ -> {});
            List<DeviceCredentials> fresh = all.subList(used, used + count);
            used += count;
            return fresh;
        }

        @Override
        public void close() {
            stack.close();
            folder.close();
        }
    }

    /** Whether the next fault with these settings has to wait for a stack to start. */
    boolean hasToStart(Map<String, String> environment) {
        Ground ground = open;
        return ground == null || !ground.environment.equals(environment);
    }

    /**
     * The stack for the next fault.
     *
     * @param environment variables of all its processes
     */
    Ground next(Map<String, String> environment) throws IOException, InterruptedException {
        Ground ground = open;
        if (ground != null && ground.environment.equals(environment)) {
            return ground;
        }
        close();
        TrialFolder folder = TrialFolder.create();
        Ground started;
        try {
            started = new Ground(folder, TrialStack.start(folder, root, environment), environment);
        } catch (IOException | InterruptedException failure) {
            folder.close();
            throw failure;
        }
        open = started;
        return started;
    }

    /** Ends the stack; the next fault has a new one. */
    @Override
    public void close() {
        Ground ground = open;
        open = null;
        if (ground != null) {
            ground.close();
        }
    }
}
