package io.iotflow.operator;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How operators are recognised. */
@ConfigMapping(prefix = "iotflow.operator")
public interface OperatorSettings {

    /**
     * The SHA-256, in 64 hexadecimal digits, of the first admin token. The token itself is never configured. Without it
     * no operator is let in.
     */
    Optional<String> adminTokenSha256();
}
