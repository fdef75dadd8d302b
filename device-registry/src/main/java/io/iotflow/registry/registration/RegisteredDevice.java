package io.iotflow.registry.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.iotflow.presence.Presence;
import io.iotflow.registry.device.Device;
import io.iotflow.registry.device.DeviceJson;
import io.iotflow.registry.registration.RegisterDevice.Outcome.Registered;
import org.jspecify.annotations.Nullable;

/** A device with its key, which is there when it was made just now. */
record RegisteredDevice(
        @JsonUnwrapped DeviceJson device,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) String apiKey) {

    static RegisteredDevice of(Registered registered) {
        return new RegisteredDevice(
                DeviceJson.of(registered.device(), Presence.UNHEARD),
                registered.key().text());
    }

    static RegisteredDevice withoutKey(Device device) {
        return new RegisteredDevice(DeviceJson.of(device, Presence.UNHEARD), null);
    }
}
