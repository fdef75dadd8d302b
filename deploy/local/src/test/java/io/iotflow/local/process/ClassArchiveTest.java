package io.iotflow.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    private static final int TOLD_TO_END = 128 + 15;
    private static final int KILLED = 128 + 9;
    private static final String WRITES = "-XX:ArchiveClassesAtExit=";
    private static final String READS = "-XX:SharedArchiveFile=";

    private final Clock clock = Clock.systemUTC();

    @TempDir
    private Path folder;

    private Path program;
    private Path shared;

    @BeforeEach
    void aProgram() throws IOException {
        program = Files.createDirectories(folder.resolve("program/lib"));
        shared = folder.resolve("shared");
        Files.writeString(program.resolve("one.jar"), "classes");
    }

    @Test
    void theNextStartReadsWhatTheFirstProcessWrote() throws IOException {
        ClassArchive first = archive();
        Path written = write(first);

        first.ended(TOLD_TO_END);

        Path kept = path(archive().options(), READS);
        assertThat(kept).hasContent("an archive");
        assertThat(written).doesNotExist();
    }

    @Test
    void whatAProcessWroteWhileItWasKilledIsNotKept() throws IOException {
        ClassArchive first = archive();
        write(first);

        first.ended(KILLED);

        assertThat(archive().options()).singleElement().asString().startsWith(WRITES);
        assertThat(names()).isEmpty();
    }

    @Test
    void stacksSideBySideWriteFilesOfTheirOwn() throws IOException {
        ClassArchive one = archive();
        ClassArchive other = archive();
        write(one);
        write(other);

        one.ended(TOLD_TO_END);
        other.ended(TOLD_TO_END);

        assertThat(names()).hasSize(1);
        assertThat(path(archive().options(), READS)).exists();
    }

    @Test
    void anotherBuildHasAnotherArchiveAndLeavesNoneBehind() throws IOException {
        ClassArchive before = archive();
        write(before);
        before.ended(TOLD_TO_END);
        Path old = path(archive().options(), READS);

        Files.writeString(program.resolve("one.jar"), "other classes");
        ClassArchive after = archive();
        write(after);
        after.ended(TOLD_TO_END);

        assertThat(old).doesNotExist();
        assertThat(path(archive().options(), READS)).exists();
    }

    @Test
    void whatAStackThatWasKilledLeftUnfinishedIsDeletedInTime() throws IOException {
        Path abandoned = write(archive());
        Path underWay = write(archive());
        Files.setLastModifiedTime(abandoned, FileTime.from(clock.instant().minus(Duration.ofHours(2))));
        ClassArchive archive = archive();
        write(archive);

        archive.ended(TOLD_TO_END);

        assertThat(abandoned).doesNotExist();
        assertThat(underWay).exists();
    }

    @Test
    void theArchiveOfAnotherProgramStays() throws IOException {
        ClassArchive query = ClassArchive.of("telemetry-query", program, List.of(shared));
        write(query);
        query.ended(TOLD_TO_END);
        ClassArchive ingest = archive();
        write(ingest);

        ingest.ended(TOLD_TO_END);

        assertThat(names()).hasSize(2);
    }

    @Test
    void aBuildThatCanOnlyBeReadLeavesEachStackItsOwn() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "").resolve("archives");
        Path home = folder.resolve("home");

        ClassArchive archive = ClassArchive.of("telemetry-ingest", program, List.of(notAFolder, home));

        assertThat(path(archive.options(), WRITES)).hasParentRaw(home);
    }

    private ClassArchive archive() throws IOException {
        return ClassArchive.of("telemetry-ingest", program, List.of(shared));
    }

    /** As its process does when it ends. */
    private static Path write(ClassArchive archive) throws IOException {
        return Files.writeString(path(archive.options(), WRITES), "an archive");
    }

    private static Path path(List<String> options, String option) {
        assertThat(options).singleElement().asString().startsWith(option);
        return Path.of(options.getFirst().substring(option.length()));
    }

    private List<Path> names() throws IOException {
        try (Stream<Path> files = Files.list(shared)) {
            return files.toList();
        }
    }
}
