package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.cli.HttpCaller.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two processes of device-registry on one database and one Redis are one registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.class)
class RegistryReplicasEndToEnd {

    private static final String REGISTER = "/api/v1/devices/register";
    private static final int LIMIT = 10;
    private static final int AT_ONCE = 50;

    /** The stack of the tests itself has no limit. */
    private static final Map<String, String> LIMITED =
            Map.of("IOTFLOW_LIMITS_REGISTRATION_REQUESTS", Integer.toString(LIMIT));

    private final List<ServiceReplica> replicas = new ArrayList<>();

    @BeforeAll
    void start(RunningStack stack) throws Exception {
        for (int i = 0; i < 2; i++) {
            replicas.add(ServiceReplica.start(stack, "device-registry", LIMITED));
        }
        replicas.forEach(ServiceReplica::awaitReady);
    }

    @AfterAll
    void stop() throws Exception {
        for (ServiceReplica replica : replicas) {
            replica.close();
        }
    }

    @Test
    void letTogetherPassAsManyRegistrationsOfAnAddressAsTheLimitSays() throws Exception {
        List<Integer> statuses =
                statuses(number -> register(number, UUID.randomUUID().toString(), "203.0.113.7"));

        assertThat(statuses).containsOnly(201, 429);
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(LIMIT);
    }

    @Test
    void giveOneOfFiftyAName() throws Exception {
        String name = UUID.randomUUID().toString();

        List<Integer> statuses = statuses(number -> register(number, name, "198.51.100." + (number + 1)));

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(AT_ONCE - 1);
    }

    /** Both replicas by turns. */
    private Answer register(int number, String name, String address) throws Exception {
        return replicas.get(number % replicas.size())
                .post(REGISTER, "{\"name\":\"" + name + "\",\"device_type\":\"sensor\"}", "X-Forwarded-For", address);
    }

    private static List<Integer> statuses(Registration registration) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int number = i;
                answers.add(threads.submit(() -> registration.send(number)));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            return statuses;
        }
    }

    @FunctionalInterface
    private interface Registration {
        Answer send(int number) throws Exception;
    }
}
