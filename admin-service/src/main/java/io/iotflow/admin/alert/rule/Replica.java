package io.iotflow.admin.alert.rule;

import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;

/** Which of the replicas of this service this is: a number by chance that no other has, a new one with each start. */
@Singleton
class Replica {

    private final long number;

    Replica(RandomGenerator random) {
        this.number = random.nextLong();
    }

    long number() {
        return number;
    }
}
