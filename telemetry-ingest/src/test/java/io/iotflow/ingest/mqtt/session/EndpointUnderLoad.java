package io.iotflow.ingest.mqtt.session;

import io.iotflow.identity.ApiKey;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Prints what the endpoint takes under load that it must bear; run it by hand: {@code dead-store, noise, flood}. */
final class EndpointUnderLoad {

    private static final int CONNECTIONS = 200;
    private static final int NORMAL = 500;
    private static final int TURNS = 5;
    private static final int BURST = 100;
    private static final String READING = "{\"temperature\":21.5,\"humidity\":40,\"state\":\"running\"}";

    private EndpointUnderLoad() {}

    public static void main(String[] loads) throws Exception {
        for (String load : loads) {
            switch (load) {
                case "dead-store" -> deadStore(Integer.getInteger("seconds", 60));
                case "noise" -> noise();
                case "flood" -> flood(Integer.getInteger("seconds", 10));
                default -> throw new IllegalArgumentException(load);
            }
        }
        System.exit(0);
    }

    /** 2 000 messages a second over 200 connections, half of each version, to a store that never answers. */
    private static void deadStore(int seconds) throws Exception {
        RunningEndpoint endpoint = new RunningEndpoint("iotflow.limits.telemetry.requests=0");
        List<Socket> devices = new ArrayList<>();
        for (int id = 1; id <= CONNECTIONS; id++) {
            devices.add(connected(endpoint, id, id % 2 == 0));
        }
        endpoint.store.hold();
        long before = heap();
        long most = before;
        long start = System.nanoTime();
        for (int turn = 1; turn <= seconds * 10; turn++) {
            sendEach(devices, turn);
            if (turn % 100 == 0) {
                long now = heap();
                most = Math.max(most, now);
                System.out.printf("%d s: heap %+d KiB%n", turn / 10, (now - before) >> 10);
            }
            pace(start + TimeUnit.MILLISECONDS.toNanos(turn * 100L));
        }
        System.out.printf(
                "dead store: heap grew by at most %d KiB; held as estimated %.0f KiB; connections %d%n",
                (most - before) >> 10,
                endpoint.figures.get("iotflow.mqtt.held.bytes").gauge().value() / 1024,
                endpoint.sessions.size());
        endpoint.close();
    }

    private static void sendEach(List<Socket> devices, int turn) throws IOException {
        for (int id = 1; id <= devices.size(); id++) {
            Socket device = devices.get(id - 1);
            InputStream answers = device.getInputStream();
            answers.skip(answers.available());
            device.getOutputStream().write(publish(id, id % 2 == 0, 1 + turn % 60_000));
        }
    }

    /** 500 devices that send now and then, first alone, then beside one that sends 10 000 messages a second. */
    private static void noise() throws Exception {
        RunningEndpoint endpoint = new RunningEndpoint("iotflow.limits.telemetry.window=600s");
        List<RawClient> devices = new ArrayList<>();
        for (int id = 1; id <= NORMAL; id++) {
            ApiKey key = endpoint.directory.add(id, "device-" + id);
            devices.add(RawClient.version5(endpoint.port).login(id, key));
        }
        measure("warm-up", devices);
        measure("alone", devices);
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicLong sent = new AtomicLong();
        Socket noisy = connected(endpoint, NORMAL + 1, true);
        Thread.ofPlatform().daemon().start(() -> swallow(noisy));
        Thread.ofPlatform().daemon().start(() -> shout(noisy, goesOn, sent));
        measure("noise begins", devices);
        long sentBefore = sent.get();
        long start = System.nanoTime();
        measure("beside noise", devices);
        double perSecond = (sent.get() - sentBefore) * 1e9 / (System.nanoTime() - start);
        System.out.printf("noise: %.0f messages a second%n", perSecond);
        goesOn.set(false);
        measure("alone again", devices);
        endpoint.close();
    }

    private static void measure(String label, List<RawClient> devices) throws Exception {
        long[] nanos = new long[devices.size() * TURNS];
        long start = System.nanoTime();
        for (int i = 0; i < nanos.length; i++) {
            int id = 1 + i % devices.size();
            RawClient device = devices.get(id - 1);
            long sentAt = System.nanoTime();
            device.publish(1 + i / devices.size(), MqttQoS.AT_LEAST_ONCE, topic(id), READING);
            device.nextReply();
            nanos[i] = System.nanoTime() - sentAt;
            pace(start + TimeUnit.MILLISECONDS.toNanos(2L * i));
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.2f ms, p99 %.2f ms%n",
                label, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    private static void shout(Socket noisy, AtomicBoolean goesOn, AtomicLong sent) {
        try (OutputStream out = noisy.getOutputStream()) {
            ByteArrayOutputStream burst = new ByteArrayOutputStream();
            for (int id = 1; id <= BURST; id++) {
                burst.writeBytes(publish(NORMAL + 1, true, id));
            }
            long start = System.nanoTime();
            for (int turn = 1; goesOn.get(); turn++) {
                out.write(burst.toByteArray());
                sent.addAndGet(BURST);
                pace(start + TimeUnit.MILLISECONDS.toNanos(10L * turn));
            }
        } catch (IOException failure) {
            System.out.println("the noisy device was cut off: " + failure.getMessage());
        }
    }

    private static void swallow(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            System.out.println("the noisy device is gone");
        }
    }

    /** As many connections with a wrong key as two threads can make. */
    private static void flood(int seconds) throws Exception {
        RunningEndpoint endpoint = new RunningEndpoint();
        AtomicLong refused = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long cpu = cpu();
        long heap = heap();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            clients.add(Thread.ofPlatform().start(() -> knock(endpoint.port, end, refused)));
        }
        for (Thread client : clients) {
            client.join();
        }
        System.out.printf(
                "flood: %d refused a second, %d keys looked up, %.1f us of CPU each with the client, heap %+d KiB%n",
                refused.get() / seconds,
                endpoint.directory.questions.get(),
                (cpu() - cpu) / 1e3 / refused.get(),
                (heap() - heap) >> 10);
        endpoint.close();
    }

    private static void knock(int port, long end, AtomicLong refused) {
        RandomGenerator random = RandomGenerator.getDefault();
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(connect(1, ApiKey.generate(random), true));
                if (socket.getInputStream().read() == MqttMessageType.CONNACK.value() << 4) {
                    refused.incrementAndGet();
                }
            } catch (IOException failure) {
                System.out.println(failure.getMessage());
            }
        }
    }

    private static Socket connected(RunningEndpoint endpoint, int id, boolean version5) throws IOException {
        ApiKey key = endpoint.directory.add(id, "device-" + id);
        Socket socket = new Socket("127.0.0.1", endpoint.port);
        socket.getOutputStream().write(connect(id, key, version5));
        if (socket.getInputStream().read() != MqttMessageType.CONNACK.value() << 4) {
            throw new IOException("not let in");
        }
        return socket;
    }

    private static byte[] connect(int id, ApiKey key, boolean version5) {
        return encoded(MqttMessageBuilders.connect()
                .protocolVersion(version5 ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1)
                .clientId("client")
                .cleanSession(true)
                .hasUser(true)
                .username(Integer.toString(id))
                .hasPassword(true)
                .password(key.text().getBytes(StandardCharsets.UTF_8))
                .keepAlive(0)
                .build());
    }

    private static byte[] publish(int id, boolean version5, int messageId) {
        byte[] packet = encoded(MqttMessageBuilders.publish()
                .topicName(topic(id))
                .messageId(messageId)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .payload(Unpooled.copiedBuffer(READING, StandardCharsets.UTF_8))
                .build());
        return version5 ? withoutProperties(packet, topic(id).length()) : packet;
    }

    /** MQTT 5 has the length of the properties behind the message id; packets here are shorter than 128 bytes. */
    private static byte[] withoutProperties(byte[] packet, int topic) {
        int behindId = 2 + 2 + topic + 2;
        byte[] longer = new byte[packet.length + 1];
        System.arraycopy(packet, 0, longer, 0, behindId);
        System.arraycopy(packet, behindId, longer, behindId + 1, packet.length - behindId);
        longer[1]++;
        return longer;
    }

    private static byte[] encoded(Object message) {
        EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
        encoder.writeOutbound(message);
        ByteBuf bytes = encoder.readOutbound();
        try {
            return ByteBufUtil.getBytes(bytes);
        } finally {
            bytes.release();
        }
    }

    private static String topic(int id) {
        return "iotflow/devices/" + id + "/telemetry";
    }

    private static void pace(long until) {
        LockSupport.parkNanos(until - System.nanoTime());
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
