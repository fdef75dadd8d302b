package io.iotflow.admin.oidc;

import io.iotflow.admin.oidc.LoginRefusedException.Reason;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What the browser brings back from the provider (RFC 6749, 4.1.2), as it came. */
class ProviderAnswer {

    private static final int LONGEST_CODE = 4096;

    @QueryParam("state")
    @DefaultValue("")
    String state = "";

    @Nullable
    @QueryParam("code")
    String code;

    @Nullable
    @QueryParam("error")
    String error;

    /** Fails when the provider gave none. */
    String code() {
        if (error != null) {
            throw new LoginRefusedException(Reason.CANCELLED, "the provider answered " + ErrorCode.of(error));
        }
        if (code == null || code.isBlank() || code.length() > LONGEST_CODE) {
            throw new LoginRefusedException(Reason.UNUSABLE, "the provider sent no code");
        }
        return code;
    }
}
