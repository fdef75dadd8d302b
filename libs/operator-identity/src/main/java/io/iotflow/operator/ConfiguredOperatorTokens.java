package io.iotflow.operator;

import io.iotflow.service.SecretHash;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The one admin token whose hash is configured. */
@Singleton
class ConfiguredOperatorTokens implements OperatorTokens {

    private static final Operator ADMIN = new Operator("admin", OperatorRole.ADMIN);

    private final Optional<SecretHash> adminToken;

    ConfiguredOperatorTokens(OperatorSettings settings) {
        this.adminToken = settings.adminTokenSha256().map(ConfiguredOperatorTokens::readHash);
    }

    @Override
    public Uni<Optional<Operator>> find(String token) {
        return Uni.createFrom()
                .item(adminToken.filter(expected -> expected.isOf(token)).map(_ -> ADMIN));
    }

    /** Says which setting is wrong, without its value. */
    private static SecretHash readHash(String hex) {
        return SecretHash.parse(hex)
                .orElseThrow(() ->
                        new IllegalStateException("iotflow.operator.admin-token-sha256 is not 64 hexadecimal digits"));
    }
}
