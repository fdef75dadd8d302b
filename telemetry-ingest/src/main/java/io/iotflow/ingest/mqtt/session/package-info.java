/** Who is connected: login, sessions, subscriptions, takeover. */
@NullMarked
package io.iotflow.ingest.mqtt.session;

import org.jspecify.annotations.NullMarked;
