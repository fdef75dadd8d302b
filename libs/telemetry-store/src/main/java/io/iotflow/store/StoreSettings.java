package io.iotflow.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How the store is reached. */
@ConfigMapping(prefix = "iotflow.store")
public interface StoreSettings {

    /** Host names or addresses of the data nodes; the first that answers is used. */
    @WithDefault("127.0.0.1")
    List<String> host();

    /** The client port of the data nodes. */
    @WithDefault("6667")
    int port();

    /** The user. */
    @WithDefault("root")
    String username();

    /** The password. */
    String password();

    /** How many calls may be under way at once, each on a connection of its own. */
    @WithDefault("4")
    int connections();

    /** How many calls may be under way or wait for a connection; whoever comes then is told at once to come again. */
    @WithDefault("256")
    int mostOpen();

    /** How long one call may take, connecting included; a connection that is silent for longer is given up. */
    @WithDefault("5s")
    Duration callTimeout();

    /** What a device is told to wait when the store did not confirm. */
    @WithDefault("2s")
    Duration retryIn();

    /** How many rows a query fetches at a time; more than a usual page, which is a fetch for each otherwise. */
    @WithDefault("2000")
    int fetchSize();
}
