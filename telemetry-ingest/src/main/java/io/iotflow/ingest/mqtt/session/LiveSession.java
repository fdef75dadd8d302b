package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.ingest.mqtt.delivery.DeviceStatusMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A session with its epoch, by which all replicas know which session of a device is the newest. Only the newest may say
 * that the device is gone. Any thread.
 */
final class LiveSession implements DeviceSession.Watcher {

    private static final long NOT_YET = 0;

    private final DeviceSession session;
    private final Connectivity connectivity;
    private final Predicate<LiveSession> forget;
    private final DeviceStatusMessage lastWord;
    private final Uni<Long> epoch;
    private long ownEpoch = NOT_YET;
    private long newestHeardOf = NOT_YET;

    /**
     * @param session is told whom to tell
     * @param lastWord what is to be said for the device when it is gone without a goodbye: its will, else that it is gone
     * @param forget says whether the session was the one that counted here
     */
    LiveSession(
            DeviceId device,
            Function<DeviceSession.Watcher, DeviceSession> session,
            Connectivity connectivity,
            DeviceStatusMessage lastWord,
            Predicate<LiveSession> forget) {
        this.session = session.apply(this);
        this.connectivity = connectivity;
        this.lastWord = lastWord;
        this.forget = forget;
        this.epoch = connectivity.begin(device).memoize().indefinitely();
    }

    DeviceSession session() {
        return session;
    }

    /** The session is the one that counts here from now on. */
    void begin() {
        connectivity.heard(session.device());
        epoch.subscribe().with(this::numbered);
    }

    /** A newer session of the device is here. */
    void takenOver() {
        session.end(MqttDisconnectReasonCode.SESSION_TAKEN_OVER, "Another connection of this device took over.");
    }

    /** A session of the device began in whichever replica, maybe this one itself. */
    synchronized void heardOf(long otherEpoch) {
        newestHeardOf = Math.max(newestHeardOf, otherEpoch);
        if (ownEpoch != NOT_YET && ownEpoch < newestHeardOf) {
            takenOver();
        }
    }

    @Override
    public void said(DeviceStatusMessage status) {
        switch (status) {
            case ONLINE -> connectivity.heard(session.device());
            case OFFLINE -> leave();
        }
    }

    @Override
    public void ended(boolean orderly) {
        if (forget.test(this)) {
            said(orderly ? DeviceStatusMessage.OFFLINE : lastWord);
        }
    }

    private synchronized void numbered(long own) {
        ownEpoch = own;
        heardOf(newestHeardOf);
    }

    private void leave() {
        epoch.chain(own -> connectivity.left(session.device(), own)).subscribe().with(_ -> {});
    }
}
