package io.iotflow.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which one local stack keeps everything: {@code data}, {@code logs}, {@code run} and the secrets. Only
 * its owner may look inside.
 */
public record StackHome(Path folder) {

    /** Makes the folders that are missing. */
    public static StackHome at(Path folder) throws IOException {
        StackHome home = new StackHome(folder.toAbsolutePath().normalize());
        for (Path part : new Path[] {home.folder, home.data(), home.logs(), home.run()}) {
            Files.createDirectories(part);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
        }
        return home;
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path run() {
        return folder.resolve("run");
    }

    /** Says what runs, for the command line. */
    public Path stateFile() {
        return run().resolve("state.json");
    }

    /** Says how the parts are reached, secrets included. */
    public Path factsFile() {
        return run().resolve("stack.json");
    }

    public Path portsFile() {
        return folder.resolve("ports.properties");
    }

    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    /** Whether files can be made in a folder; makes it if it can. */
    public static boolean isWritable(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException _) {
            return false;
        }
    }

    /** Deletes a folder with all that is in it; nothing happens when there is none. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** Replaces a file in one step, readable by its owner only. */
    public static void writePrivately(Path file, String content) throws IOException {
        Path incoming = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new");
        Files.writeString(incoming, content);
        Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
