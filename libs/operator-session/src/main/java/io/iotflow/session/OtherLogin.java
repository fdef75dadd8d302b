package io.iotflow.session;

import io.iotflow.operator.Operator;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Optional;

/** A way to log in beside the operator token, offered by the service whose bean it is. */
public interface OtherLogin {

    /**
     * What the login page offers.
     *
     * @param label what the button says
     * @param path where it leads; the page that was asked for is added as {@code to}
     */
    record Choice(String label, String path) {}

    /** Empty while it is not configured. */
    Optional<Choice> choice();

    /**
     * Ends what this login began for an operator, at the logout.
     *
     * @return where the browser goes next; empty when that is the login page, also for an operator who logged in otherwise
     */
    Uni<Optional<URI>> end(Operator operator);
}
