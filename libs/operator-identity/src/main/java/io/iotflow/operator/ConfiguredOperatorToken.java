package io.iotflow.operator;

import io.iotflow.service.SecretHash;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The one admin token whose hash is configured. */
@Singleton
class ConfiguredOperatorToken {

    private static final Operator ADMIN = new Operator(Operator.CONFIGURED, OperatorRole.ADMIN);

    private final Optional<SecretHash> adminToken;

    ConfiguredOperatorToken(OperatorSettings settings) {
        this.adminToken = settings.adminTokenSha256().map(ConfiguredOperatorToken::readHash);
    }

    Optional<Operator> find(String token) {
        return adminToken.filter(expected -> expected.isOf(token)).map(_ -> ADMIN);
    }

    /** Says which setting is wrong, without its value. */
    private static SecretHash readHash(String hex) {
        return SecretHash.parse(hex)
                .orElseThrow(() ->
                        new IllegalStateException("iotflow.operator.admin-token-sha256 is not 64 hexadecimal digits"));
    }
}
