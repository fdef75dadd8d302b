package io.iotflow.ingest.mqtt.broker;

/** The broker did not confirm that it has a message; it may have it all the same. */
public final class BrokerUnavailableException extends RuntimeException {

    BrokerUnavailableException(String message) {
        super(message, null, false, false);
    }
}
