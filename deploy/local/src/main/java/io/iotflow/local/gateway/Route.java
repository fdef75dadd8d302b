package io.iotflow.local.gateway;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line of the route table.
 *
 * @param methods empty for all
 * @param path matches a whole path, without the query
 * @param service who answers
 */
public record Route(Set<String> methods, Pattern path, String service) {

    /** All methods. */
    static Route any(String path, String service) {
        return new Route(Set.of(), Pattern.compile(path), service);
    }

    /** One method. */
    static Route of(String method, String path, String service) {
        return new Route(Set.of(method), Pattern.compile(path), service);
    }

    boolean matches(String method, String requestPath) {
        return (methods.isEmpty() || methods.contains(method))
                && path.matcher(requestPath).matches();
    }
}
