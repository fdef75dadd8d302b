package io.iotflow.service;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** The only source of randomness: cryptographically strong, so that keys may be made from it. */
class RandomProducer {

    @Produces
    @Singleton
    @DefaultBean
    RandomGenerator secureRandom() {
        return new SecureRandom();
    }
}
