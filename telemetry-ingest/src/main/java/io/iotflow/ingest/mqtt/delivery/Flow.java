package io.iotflow.ingest.mqtt.delivery;

import io.iotflow.ingest.mqtt.MqttMetrics;
import io.iotflow.ingest.mqtt.connection.MqttConnection;

/**
 * How many messages of one connection are under way. At the bound, its own or that of all connections together, the
 * socket is no longer read; it is read again at half of it. Nor is it read while a message is decided on. One event loop
 * only.
 */
public final class Flow {

    private final MqttConnection connection;
    private final HeldMessages held;
    private final MqttMetrics metrics;
    private final int most;
    private int underWay;
    private boolean waitsForRoom;
    private boolean full;
    private boolean onHold;
    private boolean stopped;

    public Flow(MqttConnection connection, HeldMessages held, MqttMetrics metrics, int most) {
        this.connection = connection;
        this.held = held;
        this.metrics = metrics;
        this.most = most;
    }

    /** A message is under way; the socket may be paused. */
    public void began(int payload) {
        underWay++;
        held.hold(HeldMessages.weight(payload));
        if (!full && (underWay >= most || held.isFull())) {
            full = true;
            pause();
            metrics.paused();
            waitForRoom();
        }
    }

    /** A message has its outcome; the socket may be read again. */
    public void ended(int payload) {
        underWay--;
        held.release(HeldMessages.weight(payload));
        resumeIfRoom();
    }

    /** Nothing is read until it may go on. */
    public void hold() {
        onHold = true;
        pause();
    }

    /** The socket may be read again, as far as {@link #hold} is concerned. */
    public void goOn() {
        if (onHold) {
            onHold = false;
            resumeIfRoom();
        }
    }

    /** Nothing more is read from here on. */
    public void stop() {
        stopped = true;
        connection.pause();
    }

    private void pause() {
        if (!connection.isPaused()) {
            connection.pause();
        }
    }

    private void resumeIfRoom() {
        if (full && underWay <= most / 2) {
            full = held.isFull();
            waitForRoom();
        }
        if (!full && !onHold && !stopped && connection.isOpen() && connection.isPaused()) {
            connection.resume();
        }
    }

    private void waitForRoom() {
        if (held.isFull() && !waitsForRoom) {
            waitsForRoom = true;
            held.whenRoom(() -> connection.execute(() -> {
                waitsForRoom = false;
                resumeIfRoom();
            }));
        }
    }
}
