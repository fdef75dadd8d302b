package io.iotflow.simulator.command;

import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gets the simulated device a name and a key. */
final class Enrolment {

    private static final int MOST_SUFFIXES = 1000;

    private final Platform platform;
    private final SimulateOptions options;

    Enrolment(Platform platform, SimulateOptions options) {
        this.platform = platform;
        this.options = options;
    }

    DeviceCredentials enrol() throws PlatformException, IOException {
        Optional<DeviceCredentials> device = platform.register(options.name, options.type);
        if (device.isPresent()) {
            return device.get();
        }
        if (options.forceRegister) {
            return platform.takeOver(options.name, adminToken());
        }
        if (options.autoSuffix) {
            return withSuffix();
        }
        throw new PlatformException("The name " + options.name + " is taken. Try " + options.name + "_1, "
                + options.name + "_2 or " + options.name + "_3, or use --auto-suffix or --force-register.");
    }

    private DeviceCredentials withSuffix() throws PlatformException {
        for (int suffix = 1; suffix <= MOST_SUFFIXES; suffix++) {
            Optional<DeviceCredentials> device = platform.register(options.name + "_" + suffix, options.type);
            if (device.isPresent()) {
                return device.get();
            }
        }
        throw new PlatformException(
                "All names from " + options.name + "_1 to " + options.name + "_" + MOST_SUFFIXES + " are taken.");
    }

    private String adminToken() throws PlatformException, IOException {
        if (options.adminTokenFile.isEmpty()) {
            throw new PlatformException("--force-register needs the operator token: say --admin-token-file FILE.");
        }
        return Files.readString(Path.of(options.adminTokenFile)).strip();
    }
}
