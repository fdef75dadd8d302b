package io.iotflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import org.junit.jupiter.api.Test;

class CertifiedDevicesTest {

    private final OnePump directory = new OnePump();
    private final CertifiedDevices devices = new CertifiedDevices(directory, new FixedSettings());

    @Test
    void findsADeviceByItsIdOrItsName() {
        assertThat(identify("7")).isEqualTo(new Known(directory.pump));
        assertThat(identify("pump")).isEqualTo(new Known(directory.pump));
        assertThat(identify("another")).isInstanceOf(Unknown.class);
        assertThat(identify("8")).isInstanceOf(Unknown.class);
    }

    @Test
    void doesNotTakeADirectoryThatIsAwayForAnUnknownDevice() {
        directory.away = true;

        assertThat(identify("pump")).isInstanceOf(Unavailable.class);
        assertThat(identify("7")).isInstanceOf(Unavailable.class);
    }

    private Identification identify(String idOrName) {
        return devices.identify(idOrName).await().indefinitely();
    }
}
