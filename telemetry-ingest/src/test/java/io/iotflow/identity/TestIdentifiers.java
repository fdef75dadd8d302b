package io.iotflow.identity;

/** Makes the identifier that services get injected, over a directory of the test's own. */
public final class TestIdentifiers {

    private TestIdentifiers() {}

    public static DeviceIdentifier over(DeviceDirectory directory, IdentitySettings settings) {
        return new DeviceIdentifier(directory, settings);
    }
}
