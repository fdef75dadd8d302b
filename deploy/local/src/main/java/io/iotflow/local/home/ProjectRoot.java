package io.iotflow.local.home;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The checkout whose built parts are started.
 *
 * @param folder has {@code mvnw} in it
 */
public record ProjectRoot(Path folder) {

    /** The folder that {@code iotflow.root} names, or the nearest one above the working folder that has {@code mvnw}. */
    public static ProjectRoot find() {
        String named = System.getProperty("iotflow.root");
        if (named != null) {
            return new ProjectRoot(Path.of(named));
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("This is no checkout of IoTFlow: there is no mvnw here or above.");
        }
        return new ProjectRoot(folder);
    }

    /** The JVM that runs us, for our children. */
    public String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public Path launcherJar() {
        return folder.resolve("deploy/local/target/local-stack-0.1.0-SNAPSHOT.jar");
    }

    /** The class path of the launcher itself. */
    public String launcherClassPath() throws IOException {
        Path file = folder.resolve("deploy/local/target/launcher.classpath");
        return launcherJar() + File.pathSeparator + Files.readString(file).strip();
    }

    public String iotdbClassPath() throws IOException {
        return Files.readString(folder.resolve("deploy/local/iotdb-server/target/iotdb.classpath"))
                .strip();
    }

    /** HiveMQ with its log-in. */
    public String hivemqClassPath() throws IOException {
        Path target = folder.resolve("deploy/local/hivemq-broker/target");
        return target.resolve("hivemq-broker-0.1.0-SNAPSHOT.jar")
                + File.pathSeparator
                + Files.readString(target.resolve("hivemq.classpath")).strip();
    }

    /** The program of a service. */
    public Path serviceJar(String service) {
        return serviceFolder(service).resolve("quarkus-run.jar");
    }

    /** The program with all that it needs. */
    public Path serviceFolder(String service) {
        return folder.resolve(service).resolve("target/quarkus-app");
    }

    /**
     * Where something may be that all stacks of this build can use: beside the build, and in the home of one where the build
     * may only be read.
     *
     * @param name of a folder
     */
    public List<Path> shared(String name, StackHome home) {
        return List.of(folder.resolve("target").resolve(name), home.data().resolve(name));
    }
}
