package io.iotflow.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How much memory processes keep, in MiB, by Linux's proportional set size (proc_pid_smaps(5)): pages that several share
 * count for each in part, so sums are right. 0 where it can't be told.
 */
public final class ResidentMemory {

    private static final double KIB_OF_A_MIB = 1024;

    private ResidentMemory() {}

    /** A process with all its children. */
    public static double ofTree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToDouble(process -> alone(process.pid()))
                .sum();
    }

    /** A process without its children. */
    public static double alone(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / KIB_OF_A_MIB;
                }
            }
            return 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
