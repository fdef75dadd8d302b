package io.iotflow.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.runtime.StartupEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.0/8", "172.16.0.0/12", "::1/128", "fd00::/8"})
    void areAddressesAndNetworks(String proxy) {
        assertThat(TrustedProxies.isAddress(proxy)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "localhost", "::1", "gateway:80", "abc.def", ""})
    void areNoNames(String proxy) {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        new TrustedProxies(Optional.of(List.of("127.0.0.1", proxy))).refuseNames(new StartupEvent()))
                .withMessageContaining("trusted-proxies");
    }

    @Test
    void mayBeNone() {
        new TrustedProxies(Optional.empty()).refuseNames(new StartupEvent());

        assertThat(TrustedProxies.isAddress("0.0.0.0/0")).isTrue();
    }
}
