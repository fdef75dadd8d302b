package io.iotflow.simulator.platform;

/** What a device needs in order to be let in. */
public record DeviceCredentials(long id, String name, String apiKey) {

    @Override
    public String toString() {
        return "DeviceCredentials[id=" + id + ", name=" + name + ", key hidden]";
    }
}
