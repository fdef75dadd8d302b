package io.iotflow.session;

import java.time.Instant;

/**
 * What the cookie carries, sealed.
 *
 * @param token the operator's credential; whether it is still good is asked at each request
 * @param ends when the cookie is worth nothing any more, to the second
 */
record Session(String token, Instant ends) {

    @Override
    public String toString() {
        return "Session[ends=" + ends + "]";
    }
}
