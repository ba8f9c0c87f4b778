package pxos.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pxos.Printable;
import pxos.build.source.FeatureBlock;
import pxos.build.source.SourceLine;
import pxos.json.Json;
import pxos.page.v86.Firmware;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.OsState;
import pxos.pixel.RunRecord;
import pxos.pixel.RunRemarks;
import pxos.pixel.RunStory;
import pxos.proof.DiskImage;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.RoadmapReader;

class PageWriterTest {

    /** Ends whatever a text of a model can stand in, and then runs a script. */
    private static final String HOSTILE =
            "\"'`></title></style></script></pre><script>alert(1)</script><img src=x onerror=alert(2)> {{page.title}} &lt;b>"
                    + " \u2028 <!-- --> ${1} \u202Etxt.exe\u0000\u001B[31m\u200B\uFEFF \u05E9\u05DC\u05D5\u05DD ]]> \\u003c";

    private static final Firmware FIRMWARE = Firmware.of(new byte[1024], new byte[512]);
    private static final PageWriter WRITER = new PageWriter();
    private static OsState state;

    @BeforeAll
    static void read() {
        state = GrownWorkspace.state(new Workspace(Path.of("")));
    }

    private static String page(OsState of, List<RunRecord> runs, String url, boolean live) {
        return WRITER.html(new PageInput(of, runs, DiskImage.of(of.image()), Optional.empty(), FIRMWARE, url, live));
    }

    private static RunRecord run(String id, String text, String verdict) {
        return new RunRecord(
                new RunRecord.Request(id, "2026-11-26T14:45:08Z", text, "M2", text),
                new RunRecord.Result(
                        verdict,
                        "",
                        List.of("echo"),
                        text,
                        List.of(),
                        new RunRemarks(List.of(), text, List.of(), List.of(), List.of())),
                new RunRecord.Proof(
                        1,
                        2,
                        List.of(text + " as evidence"),
                        text,
                        "100 % executed, 3 of 4 mutants caught",
                        List.of("", "Booting from Hard Disk...", text, "pxOS v1>", ""),
                        18),
                new RunRecord.Cost(2, 1234, 61_500),
                new RunRecord.Change(List.of("pxOS v1>"), List.of(), List.of(), "07*160 1F*4", ""),
                new RunStory("", "a " + text, text, List.of()));
    }

    /** What a run of hostile texts leaves behind, in every field. */
    private static RunRecord hostileRun(String id) {
        List<String> screen = List.of(HOSTILE, HOSTILE);
        RunStory.Built built = new RunStory.Built(
                HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, screen, screen, HOSTILE, HOSTILE);
        return new RunRecord(
                new RunRecord.Request(id, HOSTILE, HOSTILE.repeat(40), HOSTILE, HOSTILE),
                new RunRecord.Result(
                        "PASS - " + HOSTILE,
                        HOSTILE,
                        screen,
                        HOSTILE,
                        screen,
                        new RunRemarks(screen, HOSTILE, screen, screen, screen)),
                new RunRecord.Proof(1, 2, screen, HOSTILE, HOSTILE, screen, 18),
                new RunRecord.Cost(2, 1234, 61_500),
                new RunRecord.Change(screen, screen, screen, HOSTILE, HOSTILE),
                new RunStory(HOSTILE, HOSTILE, HOSTILE, List.of(built, built), HOSTILE));
    }

    private static OsState hostileState() {
        Scenario scenario = new Scenario(HOSTILE, List.of(new Step("{{script>", List.of("absent \"</script>\""))));
        FeatureBlock block = new FeatureBlock(
                "echo",
                HOSTILE,
                HOSTILE,
                HOSTILE,
                false,
                List.of(),
                List.of(new SourceLine.Write(0x7E00, 0xC3, HOSTILE)));
        String roadmap = state.roadmapText().replaceFirst("Stable boot", "<script>alert(1)</script>&lt;");
        return new OsState(
                state.source().with(block),
                state.image(),
                RoadmapReader.read(roadmap),
                roadmap,
                Map.of("echo", List.of(scenario)),
                state.zones());
    }

    @Test
    void textsOfModelsEndNoElementAndRunNoScript() {
        String tame = page(state, List.of(), "", false);

        String html = page(
                hostileState(),
                List.of(hostileRun("run_1"), run("run_2", HOSTILE, "FAIL - " + HOSTILE)),
                HOSTILE,
                false);

        assertThat(elements(html, "script")).isEqualTo(elements(tame, "script"));
        assertThat(elements(html, "style")).isEqualTo(1);
        assertThat(html).doesNotContain("<img").doesNotContain("<script>alert").doesNotContain("<!--");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(data(html).at("/suite/scenarios").toString()).contains("</pre><script>alert(1)</script>");
    }

    @Test
    void noTextHidesCharactersOrTurnsOthersRound() {
        String html = page(hostileState(), List.of(hostileRun("run_1")), HOSTILE, false);

        assertThat(html.codePoints()
                        .filter(c -> !Printable.isAllowed(c) && c != '\r')
                        .boxed()
                        .toList())
                .isEmpty();
        assertThat(html).contains("\uFFFDtxt.exe", "\u05E9\u05DC\u05D5\u05DD", "<h3 dir=\"auto\">");
    }

    @Test
    void aLongGoalIsCutInItsTitleAndThereInFull() {
        String word = "w".repeat(10_000);

        String html = page(state, List.of(run("run_1", word, "PASS - 2 checks passed")), "", false);

        assertThat(html).contains("The whole goal").contains("<p dir=\"auto\" tabindex=\"0\">" + word + "</p>");
        assertThat(html).containsPattern("<h3 dir=\"auto\">w{160} …</h3>");
    }

    /** A network can be imported; its run could be called as a part of the page is. */
    @Test
    void aRunTakesThePlaceOfNoPartOfThePage() {
        String html = page(state, List.of(run("data", "a goal", "PASS - 2 checks passed")), "", false);

        assertThat(Pattern.compile(" id=\"([^\"]*)\"").matcher(html).results().map(found -> found.group(1)))
                .doesNotHaveDuplicates()
                .contains("data", "at-data");
    }

    private static long elements(String html, String name) {
        return Pattern.compile("</?" + name + "\\b", Pattern.CASE_INSENSITIVE)
                        .matcher(html.replaceAll("(?s)<pre class=\"licence\".*?</pre>", ""))
                        .results()
                        .count()
                / 2;
    }

    private static tools.jackson.databind.JsonNode data(String html) {
        Matcher data = Pattern.compile("(?s)<script type=\"text/plain\" id=\"data\">(.*?)</script>")
                .matcher(html);
        assertThat(data.find()).isTrue();
        byte[] packed = Base64.getDecoder().decode(data.group(1));
        try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return Json.read(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void asksNobodyForAnything() {
        String html = page(state, List.of(run("run_1", "a goal", "PASS - 2 checks passed")), "", false);

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
        String html = page(state, List.of(), "", false);
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
        String html = page(
                state,
                List.of(
                        run("run_2", "Add echo", "PASS - 2 checks passed; 100 % executed, 3 of 4 mutants caught"),
                        run("run_1", "Add nothing", "FAIL - nothing is proved")),
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
        String html = page(state, List.of(), "https://example.org/pxos/", false);

        assertThat(html).contains("og:image\" content=\"https://example.org/pxos/pxos-preview.png\"");
        assertThat(page(state, List.of(), "", false)).doesNotContain("og:image");
    }

    @Test
    void countsNoRunAsFailedThatWasNotTested() {
        List<RunRecord> runs = List.of(
                run("run_1", "Add one", "PASS - 2 checks passed"),
                run("run_2", "Add two", "FAIL - it hangs"),
                run("run_3", "Add three", "SKIPPED - not tested (--no-test)"));
        assertThat(page(state, runs, "", false)).contains("runs, 1 failed");
    }

    @Test
    void manyRunsAreThereWithoutTheirScreens() {
        List<RunRecord> runs = new ArrayList<>();
        for (int i = 200; i > 0; i--) {
            runs.add(run("run_" + i, "Add number " + i, "PASS - 2 checks passed"));
        }

        String html = page(state, runs, "", false);

        assertThat(html).contains("160 earlier runs, without their screens", "id=\"at-run_1\"", "id=\"at-run_200\"");
        assertThat(Pattern.compile("Without it").matcher(html).results().count())
                .isEqualTo(40);
    }
}
