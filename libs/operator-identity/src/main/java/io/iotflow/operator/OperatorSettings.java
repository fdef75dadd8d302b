package io.iotflow.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How operators are recognised. */
@ConfigMapping(prefix = "iotflow.operator")
public interface OperatorSettings {

    /**
     * The SHA-256, in 64 hexadecimal digits, of the first admin token. The token itself is never configured. Without it
     * only the operators of the database are let in.
     */
    Optional<String> adminTokenSha256();

    /** How long an answer of the database holds; a token that was revoked goes on for at most so long. */
    @WithDefault("500ms")
    Duration rememberFor();

    /** How long one lookup in the database may take. */
    @WithDefault("2s")
    Duration lookupTimeout();

    /**
     * How long operators who were known go on while the database does not answer, counted from its last answer about
     * each. Zero: they are refused with 503 at once.
     */
    @WithDefault("1h")
    Duration goOnFor();

    /** What an operator is told to wait when the token can't be looked up now; for so long the database is not asked again. */
    @WithDefault("5s")
    Duration retryIn();
}
