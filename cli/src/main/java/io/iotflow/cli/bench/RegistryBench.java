package io.iotflow.cli.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the scenarios of device-registry work with. */
record RegistryBench(RegistryCalls calls, DevicesRepository devices, BenchOptions options) {

    /** Something that is asked again and again. */
    @FunctionalInterface
    interface Question {

        /** Asks for the so-manieth time, and blocks until the answer is there. */
        void ask(int number) throws IOException, InterruptedException;
    }

    /** So many, or a tenth of it when it is to be quick. */
    int times(int usual) {
        return options.isQuick() ? usual / 10 : usual;
    }

    /** Asks one question after the other, first as often again for nothing, and counts microseconds. */
    Histogram ask(int times, Question question) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            question.ask(i);
        }
        Histogram micros = Micros.histogram();
        for (int i = times; i < 2 * times; i++) {
            micros.recordValue(took(question, i));
        }
        return micros;
    }

    /** In microseconds. */
    static long took(Question question, int number) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        question.ask(number);
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
    }

    void say(String line) {
        options.say("  " + line);
    }
}
