package io.iotflow.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** No page of the project has a link that leads nowhere. */
class MarkdownLinksTest {

    private static final int PAGES = 60;

    @TestFactory
    Stream<DynamicTest> leadsSomewhere() throws IOException {
        assertThat(MarkdownPages.all()).hasSizeGreaterThan(PAGES);
        return MarkdownPages.all().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.toString(),
                        () -> assertThat(MarkdownPages.deadLinks(page)).isEmpty()));
    }

    @Test
    void seesADeadLinkAndADeadAnchor(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("other.md"), "# A `heading`, of words\n\n```\n# no heading\n```\n");
        Path page = Files.writeString(folder.resolve("page.md"), """
                # Page
                [there](other.md) [also](other.md#a-heading-of-words) [here](#page) [outside](https://example.org/x)
                [gone](gone.md) [lost](other.md#lost) [fenced](other.md#no-heading) `[code](code.md)`
                """);

        assertThat(MarkdownPages.deadLinks(page)).containsExactly("gone.md", "other.md#lost", "other.md#no-heading");
    }
}
