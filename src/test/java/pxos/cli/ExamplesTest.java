package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExamplesTest {

    private static final String DECISIONS = "src/test/resources/examples/decisions.txt";

    private static Set<String> documented() throws Exception {
        Set<String> names = new LinkedHashSet<>();
        for (Path document : Examples.DOCUMENTS) {
            Examples.in(document).forEach(example -> names.add(example.name()));
        }
        return names;
    }

    @Test
    void everyExampleOfADocumentIsRunOrSaysWhyNot() throws Exception {
        Set<String> decided = Examples.decisions().stream()
                .filter(decision -> !decision.isPrepared())
                .map(Examples.Decision::name)
                .collect(Collectors.toSet());
        assertThat(without(documented(), decided)).as("not in " + DECISIONS).isEmpty();
        assertThat(without(decided, documented()))
                .as("in no document, but in " + DECISIONS)
                .isEmpty();
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> left = new LinkedHashSet<>(all);
        left.removeAll(some);
        return left;
    }

    @Test
    void aTestThatIsSaidToRunOneIsThere() throws Exception {
        try (Stream<Path> walked = Files.walk(Path.of("src/test/java"))) {
            Set<String> tests = walked.map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .collect(Collectors.toSet());
            assertThat(Examples.decisions().stream()
                            .filter(decision -> decision.what().startsWith("in "))
                            .map(decision -> decision.what().substring(3)))
                    .isNotEmpty()
                    .allMatch(tests::contains, "is a test");
        }
    }

    @Test
    void whatIsNotRunSaysWhy() throws Exception {
        assertThat(Examples.decisions())
                .allMatch(decision -> decision.isRun()
                        || decision.isPrepared()
                        || decision.what().startsWith("in ")
                        || decision.what().startsWith("not - "));
    }

    @Test
    void theReadmeCountsTheRecipes() throws Exception {
        String[] recipes = Path.of("primitives/recipes").toFile().list((folder, name) -> name.endsWith(".json"));
        assertThat(Path.of("README.md")).content().contains("The recipes answer " + recipes.length + " goals");
    }

    /** Else an update of the help would leave half of an old one behind. */
    @Test
    void everyBlockOfADocumentIsClosed() throws Exception {
        for (Path document : Examples.DOCUMENTS) {
            String text = Files.readString(document);
            assertThat(text.lines().filter(line -> line.startsWith("```")).count() % 2)
                    .as("fences in %s", document)
                    .isZero();
            assertThat(text.split("<!-- help: ", -1))
                    .as("blocks of help in %s", document)
                    .hasSameSizeAs(text.split("<!-- end -->", -1));
        }
    }
}
