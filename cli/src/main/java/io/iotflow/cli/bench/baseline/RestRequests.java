package io.iotflow.cli.bench.baseline;

import io.iotflow.simulator.load.HttpRequests;
import io.iotflow.simulator.load.ReadingSeries;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The same readings as IoTDB's REST service takes them: {@code POST /rest/v2/insertTablet} with rows of one device. */
public final class RestRequests implements HttpRequests {

    private static final int OK = 200;
    private static final String SUCCESS = "\"code\":200";
    private static final String COLUMNS =
            "\"measurements\":[\"temperature\",\"humidity\",\"pressure\",\"battery_level\",\"seq\"],"
                    + "\"data_types\":[\"DOUBLE\",\"DOUBLE\",\"DOUBLE\",\"DOUBLE\",\"DOUBLE\"],\"is_aligned\":true,";

    private final String head;

    /**
     * @param password of the root user
     */
    public RestRequests(String password) {
        String login = Base64.getEncoder().encodeToString(("root:" + password).getBytes(StandardCharsets.UTF_8));
        this.head = "POST /rest/v2/insertTablet HTTP/1.1\r\nHost: iotdb\r\nAuthorization: Basic " + login
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    @Override
    public void write(
            ByteBuf target, DeviceCredentials device, ReadingSeries series, long firstSequence, int readings) {
        StringBuilder times = new StringBuilder();
        StringBuilder[] columns = new StringBuilder[RawSession.FIELDS];
        for (int field = 0; field < columns.length; field++) {
            columns[field] = new StringBuilder();
            for (int i = 0; i < readings; i++) {
                columns[field].append(i == 0 ? "" : ",").append(value(field, device.id(), firstSequence + i));
            }
        }
        for (int i = 0; i < readings; i++) {
            times.append(i == 0 ? "" : ",").append(series.time(firstSequence + i));
        }
        String body = "{\"timestamps\":[" + times + "]," + COLUMNS + "\"values\":[[" + String.join("],[", columns)
                + "]],\"device\":\"" + RawSession.device(device.id()) + "\"}";
        target.writeCharSequence(head + body.length() + "\r\n\r\n" + body, StandardCharsets.US_ASCII);
    }

    private static String value(int field, long device, long sequence) {
        return String.format(Locale.ROOT, "%.2f", RawSession.value(field, device, sequence));
    }

    @Override
    public int acknowledged(int status, String body, int readings) {
        return status == OK && body.contains(SUCCESS) ? readings : 0;
    }
}
