package io.iotflow.simulator.load;

import io.iotflow.simulator.platform.DeviceCredentials;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Devices that share connections: message after message goes to the next device, over whichever connection is free. */
final class HttpDriver implements Driver {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final int REFUSED = 300;
    private static final int BYTES_OF_A_READING = 200;

    private final LoadPlan plan;
    private final Transport.Http transport;
    private final Tally tally;
    private final Dialler dialler;
    private final List<HttpConnection> connections = new ArrayList<>();
    private final Deque<HttpConnection> idle = new ArrayDeque<>();
    private Schedule schedule = Schedule.NONE;
    private int open;
    private long issued;
    private long due;
    private long busy;

    HttpDriver(EventLoop loop, LoadPlan plan, Transport.Http transport, Tally tally) {
        this.plan = plan;
        this.transport = transport;
        this.tally = tally;
        this.dialler = new Dialler(loop, transport.address());
    }

    @Override
    public CompletableFuture<Void> connect() {
        for (int i = 0; i < transport.connections(); i++) {
            HttpConnection connection = new HttpConnection(this);
            connections.add(connection);
            dialler.dial(connection, null);
        }
        return dialler.ready();
    }

    void opened(HttpConnection connection) {
        open++;
        if (open == connections.size()) {
            dialler.ready().complete(null);
        }
        free(connection);
    }

    void free(HttpConnection connection) {
        idle.addLast(connection);
        pump();
    }

    void lost(HttpConnection connection, boolean wasBusy) {
        open--;
        idle.remove(connection);
        if (wasBusy) {
            busy--;
            tally.unanswered(1);
        }
        dialler.dialAgain(connection, null);
    }

    void answered(HttpConnection connection, AnswerReader answer) {
        long now = System.nanoTime();
        busy--;
        if (answer.status() >= REFUSED) {
            tally.refused(answer.status(), connection.intended(), now);
            return;
        }
        int readings = transport.readings();
        int stored = transport.requests().acknowledged(answer.status(), answer.body(), readings);
        if (stored == readings) {
            plan.acknowledged(device(connection.message()).id(), firstSequence(connection.message()));
        } else {
            tally.refused(answer.status(), connection.intended(), now);
        }
        tally.acknowledged(stored, connection.intended(), now);
    }

    @Override
    public void begin(Schedule begun) {
        schedule = begun;
    }

    @Override
    public void advance(long nowDue) {
        due = nowDue;
        pump();
    }

    private void pump() {
        while (issued < due && !idle.isEmpty()) {
            send(idle.removeFirst(), issued++);
        }
    }

    private void send(HttpConnection connection, long message) {
        DeviceCredentials device = device(message);
        long first = firstSequence(message);
        int readings = transport.readings();
        plan.sent(device.id(), first);
        ByteBuf request = PooledByteBufAllocator.DEFAULT.directBuffer(BYTES_OF_A_READING * (readings + 1));
        transport.requests().write(request, device, plan.series(), first, readings);
        long now = System.nanoTime();
        busy++;
        long intended = schedule.intended(message, now);
        tally.sent(intended, now);
        connection.send(request, message, intended, now);
    }

    private DeviceCredentials device(long message) {
        return plan.devices().get((int) (message % plan.devices().size()));
    }

    private long firstSequence(long message) {
        return message / plan.devices().size() * transport.readings();
    }

    @Override
    public long issued() {
        return issued;
    }

    @Override
    public long inFlight() {
        return busy;
    }

    @Override
    public void look(long now) {
        for (HttpConnection connection : connections) {
            if (connection.isWaitingSince(now - PATIENCE)) {
                connection.close();
            }
        }
    }

    @Override
    public void close() {
        dialler.close();
        connections.forEach(HttpConnection::close);
    }
}
