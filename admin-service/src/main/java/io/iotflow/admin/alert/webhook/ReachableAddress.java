package io.iotflow.admin.alert.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Decides whether a host may be told, when it is told: a name that led elsewhere when the rule was made counts for nothing. Who
 * makes the call connects to the address that was looked at, so that a name can't change its mind in between.
 */
@Singleton
class ReachableAddress {

    /** A host that must not be told. */
    static final class ForbiddenHostException extends Exception {
        ForbiddenHostException(String message) {
            super(message, null, false, false);
        }
    }

    private static final int FIRST_BYTE = 0xFF;

    private final Vertx vertx;
    private final Optional<Set<String>> only;
    private final Set<String> mayBePrivate;

    ReachableAddress(Vertx vertx, WebhookSettings settings) {
        this.vertx = vertx;
        this.only = settings.onlyHosts();
        this.mayBePrivate = settings.privateHosts().orElse(Set.of());
    }

    /** The address of a host, in figures; fails with {@link ForbiddenHostException}, or when the name is unknown. */
    Uni<String> of(String host) {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host.toLowerCase(Locale.ROOT);
        if (!only.map(hosts -> hosts.contains(name)).orElse(true)) {
            return Uni.createFrom().failure(new ForbiddenHostException("the host is not one that may be told"));
        }
        Callable<String> look = () -> look(name, mayBePrivate.contains(name));
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(look, false).toCompletionStage());
    }

    private static String look(String name, boolean mayBePrivate) throws Exception {
        InetAddress[] addresses = InetAddress.getAllByName(name);
        for (InetAddress address : addresses) {
            if (!mayBePrivate && !isPublic(address)) {
                throw new ForbiddenHostException("the host leads into a private network");
            }
        }
        return addresses[0].getHostAddress();
    }

    /** Whether an address can be that of a host of the public Internet. */
    static boolean isPublic(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return !special && (bytes.length == 4 ? isPublicVersion4(bytes) : isPublicVersion6(bytes));
    }

    /** RFC 6890: 0/8, 100.64/10 (carriers), 192.0.0/24, 198.18/15 (benchmarks), and 240/4 are not public either. */
    private static boolean isPublicVersion4(byte[] bytes) {
        int first = bytes[0] & FIRST_BYTE;
        int second = bytes[1] & FIRST_BYTE;
        boolean carrier = first == 100 && second >= 64 && second < 128;
        boolean protocol = first == 192 && second == 0 && bytes[2] == 0;
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        return first != 0 && first < 240 && !carrier && !protocol && !benchmark;
    }

    /** Of version 6 only 2000::/3 is given out, and of that 6to4 (2002) and Teredo (2001:0) hide addresses of version 4. */
    private static boolean isPublicVersion6(byte[] bytes) {
        int first = bytes[0] & FIRST_BYTE;
        int second = bytes[1] & FIRST_BYTE;
        boolean sixToFour = first == 0x20 && second == 0x02;
        boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return (first & 0xE0) == 0x20 && !sixToFour && !teredo;
    }
}
