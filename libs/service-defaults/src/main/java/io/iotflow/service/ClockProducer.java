package io.iotflow.service;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jboss.logging.Logger;

/** The only place that asks the machine for the time. */
class ClockProducer {

    private static final Logger LOG = Logger.getLogger(ClockProducer.class);

    @Produces
    @Singleton
    @DefaultBean
    Clock systemClock(ClockSettings settings) {
        Clock machine = Clock.systemUTC();
        return settings.offsetFile().map(file -> moved(machine, file)).orElse(machine);
    }

    private static Clock moved(Clock machine, Path file) {
        LOG.warnf("The clock of this service is moved by what %s says: this is for trials alone", file);
        try {
            return MovedClock.of(machine, file);
        } catch (IOException failure) {
            throw new UncheckedIOException("iotflow.clock.offset-file can't be read: " + file, failure);
        }
    }
}
