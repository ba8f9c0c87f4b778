package pxos.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pxos.Printable;
import pxos.build.source.FeatureBlock;
import pxos.build.source.SourceLine;
import pxos.json.Json;
import pxos.pipeline.OsState;
import pxos.pixel.RunRecord;
import pxos.pixel.RunRemarks;
import pxos.pixel.RunStory;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import pxos.workspace.roadmap.RoadmapReader;

/** Texts of models and of strangers' networks, wherever they can stand in a page. */
class HostilePageTest {

    /** Ends whatever a text of a model can stand in, and then runs a script. */
    private static final String HOSTILE =
            "\"'`></title></style></script></pre><script>alert(1)</script><img src=x onerror=alert(2)> {{page.title}} &lt;b>"
                    + " \u2028 <!-- --> ${1} \u202Etxt.exe\u0000\u001B[31m\u200B\uFEFF \u05E9\u05DC\u05D5\u05DD ]]> \\u003c";

    private static OsState state;

    @BeforeAll
    static void read() {
        state = MadeUpPages.state();
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
        String tame = MadeUpPages.html(state, List.of(), "", false);

        String html = MadeUpPages.html(
                hostileState(),
                List.of(hostileRun("run_1"), MadeUpPages.run("run_2", HOSTILE, "FAIL - " + HOSTILE)),
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
        String html = MadeUpPages.html(hostileState(), List.of(hostileRun("run_1")), HOSTILE, false);

        assertThat(html.codePoints()
                        .filter(c -> !Printable.isAllowed(c) && c != '\r')
                        .boxed()
                        .toList())
                .isEmpty();
        assertThat(html).contains("\uFFFDtxt.exe", "\u05E9\u05DC\u05D5\u05DD", "<h3 dir=\"auto\">");
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
}
