package io.iotflow.simulator.cumulocity;

import io.vertx.core.Future;

/** What a device must remember over a restart of the process. */
public interface DeviceMemory {

    /** Whether it has introduced itself to the platform. */
    boolean registered();

    /** Whether a restart was begun and not yet reported. */
    boolean restarting();

    /** Completes when it is remembered. */
    Future<Void> rememberRegistered(boolean registered);

    /** Completes when it is remembered. */
    Future<Void> rememberRestarting(boolean restarting);
}
