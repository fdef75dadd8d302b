package io.iotflow.local.process;

import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a program as the JVM keeps them in memory, in a file that later starts map instead of reading and checking
 * each class again (application class-data sharing). The first process of a build writes it when it ends, to a name of its
 * own; it gets its name in one step once that process has ended in good order, so stacks side by side never see a part of
 * one. The name says for which program, in which state, and for which JVM it is; the JVM checks that again.
 */
public final class ClassArchive {

    private static final Logger LOG = Logger.getLogger(ClassArchive.class.getName());
    private static final String SUFFIX = ".jsa";
    private static final String UNFINISHED = ".new";
    private static final Duration LONGEST_WRITING = Duration.ofHours(1);
    private static final int KILLED = 128 + 9;

    private final Path kept;
    private final String program;
    private @Nullable Path incoming;

    private ClassArchive(Path kept, String program) {
        this.kept = kept;
        this.program = program;
    }

    /**
     * The archive of a program.
     *
     * @param program its name
     * @param files the folder of the program: names, sizes and times in it are its state
     * @param folders where archives are kept; the first that can be written to is taken
     */
    public static ClassArchive of(String program, Path files, List<Path> folders) throws IOException {
        String name = program + "-" + state(files) + SUFFIX;
        for (Path folder : folders) {
            if (Files.isReadable(folder.resolve(name)) || StackHome.isWritable(folder)) {
                return new ClassArchive(folder.resolve(name), program);
            }
        }
        throw new IOException("None of " + folders + " can be written to.");
    }

    /** What the next start of the program is told. */
    public synchronized List<String> options() {
        if (Files.isReadable(kept)) {
            return List.of("-XX:SharedArchiveFile=" + kept);
        }
        Path unfinished = kept.resolveSibling(kept.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        incoming = unfinished;
        return List.of("-XX:ArchiveClassesAtExit=" + unfinished);
    }

    /** Keeps what the process has written that was started last; to be called when it has ended. */
    public synchronized void ended(int exitValue) {
        Path written = incoming;
        incoming = null;
        if (written == null || !Files.exists(written)) {
            return;
        }
        try {
            if (exitValue == KILLED) {
                Files.delete(written);
            } else {
                Files.move(written, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                deleteOlder();
            }
        } catch (IOException failure) {
            LOG.warning("The archive of classes is not kept: " + failure);
        }
    }

    /** A JVM that has mapped one keeps it. */
    private void deleteOlder() throws IOException {
        try (Stream<Path> files = Files.list(kept.toAbsolutePath().getParent())) {
            for (Path file : files.filter(this::isOlder).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean isOlder(Path file) {
        String name = file.getFileName().toString();
        if (!name.startsWith(program + "-") || file.getFileName().equals(kept.getFileName())) {
            return false;
        }
        return name.endsWith(UNFINISHED)
                ? age(file).compareTo(LONGEST_WRITING) > 0
                : name.length() == kept.getFileName().toString().length();
    }

    /** How much earlier than ours a file was written. */
    private Duration age(Path file) {
        try {
            Instant ours = Files.getLastModifiedTime(kept).toInstant();
            return Duration.between(Files.getLastModifiedTime(file).toInstant(), ours);
        } catch (IOException _) {
            // Another stack has just given it its name.
            return Duration.ZERO;
        }
    }

    private static String state(Path folder) throws IOException {
        StringBuilder state = new StringBuilder(System.getProperty("java.vm.version"));
        state.append(System.getProperty("os.arch"));
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            state.append('\n').append(folder.relativize(file));
            state.append(' ').append(Files.size(file));
            state.append(' ').append(Files.getLastModifiedTime(file).toMillis());
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(state.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
