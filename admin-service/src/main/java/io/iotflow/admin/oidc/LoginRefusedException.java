package io.iotflow.admin.oidc;

import jakarta.ws.rs.core.Response.Status;

/** A login by the provider that ends here. */
final class LoginRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why, as the person is told. */
    enum Reason {
        FOREIGN(
                Status.BAD_REQUEST,
                "This login was begun in another browser, was finished before, or took too long. Begin it again here."),
        CANCELLED(
                Status.UNAUTHORIZED,
                "The identity provider did not let you in. Try again, or ask who administers your account there."),
        CODE_REFUSED(
                Status.BAD_GATEWAY,
                "The identity provider did not accept this login. Begin again; if it stays so, an administrator finds the reason in the log."),
        UNREACHABLE(
                Status.SERVICE_UNAVAILABLE,
                "The identity provider does not answer right now. Try again later, or use an operator token."),
        UNUSABLE(
                Status.BAD_GATEWAY,
                "The identity provider's answer can't be used. An administrator finds the reason in the log."),
        NOT_SIGNED(
                Status.UNAUTHORIZED,
                "The identity provider's answer is not signed with a key of the provider. Begin again; tell an administrator if it stays so."),
        NOT_FOR_US(
                Status.UNAUTHORIZED,
                "The identity provider's answer is not meant for this product. An administrator has to compare the client id and the issuer."),
        EXPIRED(
                Status.UNAUTHORIZED,
                "The identity provider's answer has expired. Begin again; if it stays so, the clocks differ."),
        ANOTHER_LOGIN(Status.UNAUTHORIZED, "The identity provider's answer belongs to another login. Begin again."),
        NO_ROLE(
                Status.FORBIDDEN,
                "Your account may not use this product: it has none of the groups or roles that let somebody in. Ask an administrator."),
        BUSY(Status.SERVICE_UNAVAILABLE, "Too many log in right now. Try again in a moment.");

        private final Status status;
        private final String sentence;

        Reason(Status status, String sentence) {
            this.status = status;
            this.sentence = sentence;
        }

        Status status() {
            return status;
        }

        String sentence() {
            return sentence;
        }
    }

    private final Reason reason;

    /**
     * A refusal.
     *
     * @param detail for the log; no codes, no tokens, no secrets
     */
    LoginRefusedException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
