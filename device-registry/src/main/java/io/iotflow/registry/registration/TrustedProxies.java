package io.iotflow.registry.registration;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to start with trusted proxies that are named. The address of a caller is asked for with each request, and for a
 * name the HTTP server then asks the DNS, through a socket that it never closes.
 */
@Singleton
class TrustedProxies {

    private static final Pattern ADDRESS_OR_NETWORK =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?|[0-9a-fA-F:]+/\\d{1,3}");

    private final List<String> proxies;

    TrustedProxies(@ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> proxies) {
        this.proxies = proxies.orElse(List.of());
    }

    void refuseNames(@Observes StartupEvent starting) {
        proxies.stream().filter(proxy -> !isAddress(proxy)).findFirst().ifPresent(proxy -> {
            throw new IllegalStateException("quarkus.http.proxy.trusted-proxies has '" + proxy
                    + "', which is neither an address of IPv4 nor a network such as 10.0.0.0/8 or ::1/128.");
        });
    }

    static boolean isAddress(String proxy) {
        return ADDRESS_OR_NETWORK.matcher(proxy).matches();
    }
}
