package pxos.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pxos.pipeline.OsState;
import pxos.pixel.RunRecord;

class PageWriterTest {

    private static OsState state;

    @BeforeAll
    static void read() {
        state = MadeUpPages.state();
    }

    @Test
    void aLongGoalIsCutInItsTitleAndThereInFull() {
        String word = "w".repeat(10_000);

        String html =
                MadeUpPages.html(state, List.of(MadeUpPages.run("run_1", word, "PASS - 2 checks passed")), "", false);

        assertThat(html).contains("The whole goal").contains("<p dir=\"auto\" tabindex=\"0\">" + word + "</p>");
        assertThat(html).containsPattern("<h3 dir=\"auto\">w{160} …</h3>");
    }

    /** A network can be imported; its run could be called as a part of the page is. */
    @Test
    void aRunTakesThePlaceOfNoPartOfThePage() {
        String html = MadeUpPages.html(
                state, List.of(MadeUpPages.run("data", "a goal", "PASS - 2 checks passed")), "", false);

        assertThat(Pattern.compile(" id=\"([^\"]*)\"").matcher(html).results().map(found -> found.group(1)))
                .doesNotHaveDuplicates()
                .contains("data", "at-data");
    }

    @Test
    void asksNobodyForAnything() {
        String html = MadeUpPages.html(
                state, List.of(MadeUpPages.run("run_1", "a goal", "PASS - 2 checks passed")), "", false);

        List<String> addresses = Pattern.compile("(?:src|href|action|srcset|poster)=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .filter(address -> !address.startsWith("#") && !address.startsWith("data:"))
                .toList();

        assertThat(addresses).isEmpty();
        assertThat(html).doesNotContain("@import").doesNotContain("url(");
        assertThat(policy(html))
                .contains("default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'")
                .doesNotContain("unsafe-inline", "'unsafe-eval'", "http", "*");
    }

    private static String policy(String html) {
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(html);
        assertThat(policy.find()).isTrue();
        return policy.group(1);
    }

    @Test
    void thePolicyLetsTheScriptsAndTheStyleOfThePageRunAndNoOthers() throws Exception {
        String html = MadeUpPages.html(state, List.of(), "", false);
        List<String> allowed = new ArrayList<>();
        for (String element : List.of("<script>(.*?)</script>", "<style>(.*?)</style>")) {
            MatchResult found = Pattern.compile(element, Pattern.DOTALL)
                    .matcher(html)
                    .results()
                    .findFirst()
                    .orElseThrow();
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(found.group(1).getBytes(StandardCharsets.UTF_8));
            allowed.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }

        assertThat(policy(html)).contains(allowed);
        assertThat(html).doesNotContainPattern("<[^>]* (style|on[a-z]+)=\"");
    }

    @Test
    void tellsEachRunWithItsVerdictItsScreensAndItsStrength() {
        String html = MadeUpPages.html(
                state,
                List.of(
                        MadeUpPages.run(
                                "run_2", "Add echo", "PASS - 2 checks passed; 100 % executed, 3 of 4 mutants caught"),
                        MadeUpPages.run("run_1", "Add nothing", "FAIL - nothing is proved")),
                "",
                false);

        assertThat(html).contains("<li class=\"run pass\" id=\"at-run_2\">", "<li class=\"run fail\" id=\"at-run_1\">");
        assertThat(html).contains("<strong>PASS</strong> <bdi>2 checks passed</bdi></p>", "26 November 2026, 14:45");
        assertThat(html)
                .contains("1,234 tokens", "1 min 1 s", "width=\"75\"", "Without it", "With it", "What was seen");
        assertThat(html).contains("<span class=\"ff b1\">Add </span>echo");
        assertThat(html).doesNotContain("Booting from Hard Disk");
    }

    @Test
    void aPageWithAnAddressHasAPictureForPreviews() {
        String html = MadeUpPages.html(state, List.of(), "https://example.org/pxos/", false);

        assertThat(html).contains("og:image\" content=\"https://example.org/pxos/pxos-preview.png\"");
        assertThat(MadeUpPages.html(state, List.of(), "", false)).doesNotContain("og:image");
    }

    @Test
    void countsNoRunAsFailedThatWasNotTested() {
        List<RunRecord> runs = List.of(
                MadeUpPages.run("run_1", "Add one", "PASS - 2 checks passed"),
                MadeUpPages.run("run_2", "Add two", "FAIL - it hangs"),
                MadeUpPages.run("run_3", "Add three", "SKIPPED - not tested (--no-test)"));
        assertThat(MadeUpPages.html(state, runs, "", false)).contains("runs, 1 failed");
    }

    @Test
    void manyRunsAreThereWithoutTheirScreens() {
        List<RunRecord> runs = new ArrayList<>();
        for (int i = 200; i > 0; i--) {
            runs.add(MadeUpPages.run("run_" + i, "Add number " + i, "PASS - 2 checks passed"));
        }

        String html = MadeUpPages.html(state, runs, "", false);

        assertThat(html).contains("160 earlier runs, without their screens", "id=\"at-run_1\"", "id=\"at-run_200\"");
        assertThat(Pattern.compile("Without it").matcher(html).results().count())
                .isEqualTo(40);
    }
}
