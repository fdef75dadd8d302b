package io.iotflow.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another JVM, by the JDK's {@code jcmd}. */
public final class JavaHeap {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final double KIB_OF_A_MIB = 1024;

    private JavaHeap() {}

    /** What is in use after a full collection, in MiB; 0 when it can't be told. */
    public static double liveMib(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return usedMib(pid);
    }

    /** What is in use, garbage included, in MiB; 0 when it can't be told. */
    public static double usedMib(long pid) throws IOException, InterruptedException {
        // The generations of the heap come one a line; the metaspace, which follows, is none of them.
        String heap = jcmd(pid, "GC.heap_info").split("Metaspace", 2)[0];
        Matcher used = USED.matcher(heap);
        double kib = 0;
        while (used.find()) {
            kib += Long.parseLong(used.group(1));
        }
        return kib / KIB_OF_A_MIB;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process jcmd = new ProcessBuilder(List.of(program, Long.toString(pid), command))
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return output;
    }
}
