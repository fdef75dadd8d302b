package io.iotflow.simulator.load;

import io.iotflow.simulator.platform.DeviceCredentials;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Devices with a connection each, which take turns: as many messages as are due together are of one device. */
final class MqttDriver implements Driver {

    private static final int DIALLED_AT_ONCE = 64;
    private static final int KEEP_ALIVE_SECONDS = 120;
    private static final long PING_EVERY = TimeUnit.SECONDS.toNanos(KEEP_ALIVE_SECONDS / 2);
    private static final int BYTES_OF_A_READING = 200;
    private static final int TRY_AGAIN_LATER = 3;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final LoadPlan plan;
    private final Transport.Mqtt transport;
    private final Tally tally;
    private final Dialler dialler;
    private final List<MqttConnection> connections = new ArrayList<>();
    private Schedule schedule = Schedule.NONE;
    private int dialled;
    private int accepted;
    private long advanced;
    private long issued;
    private long unacknowledged;
    private long lastPing;
    private long connectingSince;
    private boolean unlimited;

    MqttDriver(EventLoop loop, LoadPlan plan, Transport.Mqtt transport, Tally tally) {
        this.plan = plan;
        this.transport = transport;
        this.tally = tally;
        this.dialler = new Dialler(loop, transport.address());
        for (int i = 0; i < plan.devices().size(); i++) {
            connections.add(new MqttConnection(this, i, transport.window()));
        }
    }

    @Override
    public CompletableFuture<Void> connect() {
        connectingSince = System.nanoTime();
        for (int i = 0; i < DIALLED_AT_ONCE; i++) {
            dialNext();
        }
        return dialler.ready();
    }

    private void dialNext() {
        if (dialled < connections.size()) {
            MqttConnection connection = connections.get(dialled++);
            dialler.dial(connection, source(connection));
        }
    }

    private @Nullable InetSocketAddress source(MqttConnection connection) {
        return transport.sources() == 0
                ? null
                : new InetSocketAddress("127.0.0." + (1 + connection.device() % transport.sources()), 0);
    }

    /** The platform may ask a device to come again (MQTT 3.1.1, 3.2.2.3, code 3): it closes, and that is dialled again. */
    void answeredConnect(MqttConnection connection, int code) {
        if (code == TRY_AGAIN_LATER && System.nanoTime() - connectingSince < PATIENCE) {
            return;
        }
        if (code != 0) {
            dialler.ready()
                    .completeExceptionally(new IOException("device "
                            + plan.devices().get(connection.device()).id() + " was not let in over MQTT: code "
                            + code));
            return;
        }
        if (!dialler.ready().isDone()) {
            accepted++;
            dialNext();
            if (accepted == connections.size()) {
                dialler.ready().complete(null);
            }
        }
    }

    void lost(MqttConnection connection, int unanswered) {
        unacknowledged -= unanswered;
        tally.unanswered(unanswered);
        dialler.dialAgain(connection, source(connection));
    }

    ByteBuf connectPacket(int device) {
        ByteBuf packet = PooledByteBufAllocator.DEFAULT.directBuffer();
        MqttFrames.connect(packet, plan.devices().get(device), KEEP_ALIVE_SECONDS);
        return packet;
    }

    boolean expectsAcknowledgement() {
        return transport.qos() > 0;
    }

    ByteBuf publishPacket(MqttConnection connection, long message, int packetId) {
        DeviceCredentials device = plan.devices().get(connection.device());
        int readings = transport.readings();
        long first = message * readings;
        plan.sent(device.id(), first);
        ByteBuf packet = PooledByteBufAllocator.DEFAULT.directBuffer(BYTES_OF_A_READING * (readings + 1));
        int body = MqttFrames.beginPublish(packet, device.id(), transport.qos(), packetId);
        PlatformRequests.writeBody(packet, device.id(), plan.series(), first, readings);
        MqttFrames.setLength(packet, body);
        issued++;
        long now = System.nanoTime();
        long intended = schedule.intended(number(connection, message), now);
        tally.sent(intended, now);
        if (expectsAcknowledgement()) {
            unacknowledged++;
        } else {
            tally.acknowledged(readings, intended, now);
        }
        return packet;
    }

    void acknowledged(MqttConnection connection, long message, long sentAt) {
        unacknowledged--;
        int readings = transport.readings();
        plan.acknowledged(plan.devices().get(connection.device()).id(), message * readings);
        long intended = schedule.intended(number(connection, message), sentAt);
        tally.acknowledged(readings, intended, System.nanoTime());
    }

    private long number(MqttConnection connection, long message) {
        int together = schedule.together();
        return (message / together * connections.size() + connection.device()) * together + message % together;
    }

    @Override
    public void begin(Schedule begun) {
        schedule = begun;
        lastPing = begun.start();
    }

    @Override
    public void advance(long due) {
        if (due == Long.MAX_VALUE) {
            if (!unlimited) {
                unlimited = true;
                connections.forEach(connection -> connection.unlimited(true));
            }
            return;
        }
        if (unlimited) {
            unlimited = false;
            connections.forEach(connection -> connection.unlimited(false));
            return;
        }
        int together = schedule.together();
        for (; advanced < due; advanced += together) {
            connections.get((int) (advanced / together % connections.size())).more(together);
        }
    }

    @Override
    public long issued() {
        return issued;
    }

    @Override
    public long inFlight() {
        return unacknowledged;
    }

    @Override
    public void look(long now) {
        if (now - lastPing > PING_EVERY) {
            lastPing = now;
            for (MqttConnection connection : connections) {
                ByteBuf packet = PooledByteBufAllocator.DEFAULT.directBuffer(2);
                MqttFrames.ping(packet);
                connection.ping(packet);
            }
        }
    }

    @Override
    public void close() {
        dialler.close();
        connections.forEach(MqttConnection::close);
    }
}
