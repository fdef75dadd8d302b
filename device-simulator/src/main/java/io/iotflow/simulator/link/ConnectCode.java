package io.iotflow.simulator.link;

/** What a return code of CONNACK means (MQTT 3.1.1, 3.2.2.3), in words that help. */
final class ConnectCode {

    private ConnectCode() {}

    static String explain(int code) {
        return switch (code) {
            case 1 -> "the broker does not speak MQTT 3.1.1 (CONNACK 1)";
            case 2 -> "the broker refuses the client id (CONNACK 2)";
            case 3 -> "the broker has a problem now; later it may work (CONNACK 3)";
            case 4 -> "user or password is wrong (CONNACK 4)";
            case 5 -> "not authorised: check tenant, user, and that a certificate names the device (CONNACK 5)";
            default -> "the broker refused with code " + code;
        };
    }
}
