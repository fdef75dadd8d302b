package io.iotflow.simulator.load;

import io.iotflow.simulator.platform.DeviceCredentials;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Readings as the platform's HTTP API takes them: one alone, several as an array. */
public final class PlatformRequests implements HttpRequests {

    private static final int LENGTH_WIDTH = 8;
    private static final int PARTLY = 207;
    private static final String STORED = "\"stored\":";
    private static final byte[] ONE = ascii("POST /api/v1/devices/telemetry HTTP/1.1\r\n");
    private static final byte[] MANY = ascii("POST /api/v1/telemetry/batch HTTP/1.1\r\n");
    private static final byte[] KEY = ascii("Host: iotflow\r\nX-API-Key: ");
    private static final byte[] REST =
            ascii("\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: ");
    private static final byte[] BODY = ascii("\r\n\r\n");

    @Override
    public void write(
            ByteBuf target, DeviceCredentials device, ReadingSeries series, long firstSequence, int readings) {
        target.writeBytes(readings == 1 ? ONE : MANY);
        target.writeBytes(KEY);
        target.writeCharSequence(device.apiKey(), StandardCharsets.US_ASCII);
        target.writeBytes(REST);
        target.writeZero(LENGTH_WIDTH);
        int lengthEnd = target.writerIndex();
        target.writeBytes(BODY);
        int begin = target.writerIndex();
        writeBody(target, device.id(), series, firstSequence, readings);
        Decimals.set(target, lengthEnd, target.writerIndex() - begin, LENGTH_WIDTH);
    }

    /** Readings as the body of a message: an object, or an array of them. */
    static void writeBody(ByteBuf target, long device, ReadingSeries series, long firstSequence, int readings) {
        if (readings == 1) {
            series.write(target, device, firstSequence);
            return;
        }
        for (int i = 0; i < readings; i++) {
            target.writeByte(i == 0 ? '[' : ',');
            series.write(target, device, firstSequence + i);
        }
        target.writeByte(']');
    }

    @Override
    public int acknowledged(int status, String body, int readings) {
        int at = status == PARTLY ? body.indexOf(STORED) : -1;
        if (at < 0) {
            return status == PARTLY ? 0 : readings;
        }
        int stored = 0;
        for (int i = at + STORED.length(); i < body.length() && Character.isDigit(body.charAt(i)); i++) {
            stored = stored * 10 + Character.digit(body.charAt(i), 10);
        }
        return stored;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
