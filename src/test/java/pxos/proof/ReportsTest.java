package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import pxos.os.TextScreen;
import pxos.scenario.Expectation.Unmet;

class ReportsTest {

    private static final Duration TOOK = Duration.ofNanos(12_345_000);

    private static ScenarioResult pass(String name) {
        return ScenarioResult.passed(name, TOOK, List.of());
    }

    private static ScenarioResult fail(String name) {
        Unmet unmet = new Unmet("the row \"OK\"", "row 3 \"<&>\u0001\"");
        return ScenarioResult.failed(
                name, TOOK, new Evidence(1, "go{Enter}", List.of(unmet), null, "EAX=0", TextScreen.blank()));
    }

    private static TestReport report(ScenarioResult... results) {
        return new TestReport(List.of(results), null, Duration.ofMillis(50));
    }

    @Test
    void isNoPassWithoutResults() {
        assertThat(report().verdict()).isEqualTo(Verdict.ERROR);
        assertThat(report(pass("a")).verdict()).isEqualTo(Verdict.PASS);
        assertThat(report(pass("a"), ScenarioResult.notMade("b", "why")).verdict())
                .isEqualTo(Verdict.ERROR);
        assertThat(report(ScenarioResult.notMade("b", "why"), fail("c")).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void countsAFailedQemuAsAnError() {
        Fault fault = new Fault(Fault.Kind.EMULATOR_ENDED, "gone");
        assertThat(ScenarioResult.failed("a", TOOK, new Evidence(1, "", List.of(), fault, "", TextScreen.blank()))
                        .verdict())
                .isEqualTo(Verdict.ERROR);
    }

    @Test
    void printsATable() {
        assertThat(ReportTable.of(report(pass("one"), fail("two")), false)).isEqualToNormalizingNewlines("""
                VERDICT      ms  CHECK
                PASS       12.3  one
                FAIL       12.3  two
                                   wanted the row "OK", got row 3 "<&>\u0001"
                FAIL - 1 of 2 checks in 50 ms; first: 'two': wanted the row "OK", got row 3 "<&>\u0001"
                """);
        assertThat(ReportTable.of(report(fail("two")), true)).contains("keys typed: go{Enter}", "cursor 0 0", "EAX=0");
    }

    @Test
    void writesJunitXmlThatParses() throws Exception {
        String xml = JunitReport.toXml(
                Map.of("pxos", report(pass("a \"quoted\" <name>"), fail("b"), ScenarioResult.notMade("c", "x"))));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .contains("<&>?");
        assertThat(document.getElementsByTagName("testcase")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("name")
                        .getNodeValue())
                .isEqualTo("a \"quoted\" <name>");
    }

    @Test
    void provesAChangeOnlyByAScenarioThatFailedBefore() {
        Discrimination proof = new Discrimination(
                report(pass("base"), fail("new"), pass("same")),
                report(pass("base"), pass("new"), pass("same"), pass("old")),
                List.of("new", "same"));
        assertThat(proof.summary()).isEqualTo("PASS - 4 checks passed, 1 of 2 new ones fail without the change");
        assertThat(proof.discriminating()).containsExactly("new");
    }

    private static ScenarioResult shows(Verdict verdict, String name, String... rows) {
        byte[] cells = TextScreen.blank().cells();
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length(); column++) {
                cells[(row * TextScreen.COLUMNS + column) * 2] = (byte) rows[row].charAt(column);
            }
        }
        TextScreen screen = new TextScreen(cells, 0, 0);
        return new ScenarioResult(name, verdict, "", TOOK, null, screen, List.of());
    }

    /** The picture that a run keeps is the feature at work, if a test shows it so. */
    @Test
    void showsNoErrorAndNoFullScreenWhereAnotherTestShowsTheFeatureAtWork() {
        String[] full = ">\n".repeat(TextScreen.ROWS).split("\n");
        List<String> names = List.of("in the last row", "with nothing", "plainly");
        Discrimination proof = new Discrimination(
                report(
                        shows(Verdict.FAIL, names.get(0), full),
                        shows(Verdict.FAIL, names.get(1), "banner", "> go", "Unknown command"),
                        shows(Verdict.FAIL, names.get(2), "banner", "> go 1", "Unknown command")),
                report(
                        shows(Verdict.PASS, names.get(0), (">\n".repeat(21) + "> go\nOK\nOK\n>").split("\n")),
                        shows(Verdict.PASS, names.get(1), "banner", "> go", "Error: no number", "> x", "> y"),
                        shows(Verdict.PASS, names.get(2), "banner", "> go 1", "OK")),
                names);
        assertThat(proof.showcase().orElseThrow().scenario()).isEqualTo("plainly");
    }

    @Test
    void isNoProofWhereEveryScenarioPassedBefore() {
        Discrimination proof = new Discrimination(
                report(pass("base"), pass("new")), report(pass("base"), pass("new")), List.of("new"));
        assertThat(proof.summary())
                .isEqualTo("FAIL - nothing is proved: every new scenario passed without the change: 'new'");
        assertThat(new Discrimination(report(pass("base")), report(pass("base")), List.of()).summary())
                .isEqualTo("FAIL - nothing is proved: there is no new scenario");
    }

    @Test
    void namesTheOlderScenarioThatAChangeBreaks() {
        Discrimination proof =
                new Discrimination(report(fail("new")), report(pass("new"), fail("old")), List.of("new"));
        assertThat(proof.summary()).startsWith("FAIL - the change breaks 'old'; 'old': wanted the row \"OK\"");
        assertThat(proof.regressions()).extracting(ScenarioResult::name).containsExactly("old");
    }

    @Test
    void isAnErrorWhereTheImageFromBeforeCannotBeObserved() {
        Discrimination proof = new Discrimination(
                report(ScenarioResult.notMade("new", "QEMU broke")), report(pass("new")), List.of("new"));
        assertThat(proof.summary())
                .isEqualTo("ERROR - the image from before the change could not be observed: 'new': QEMU broke");
    }

    @Test
    void hidesNoFailureBehindAnEqualName() {
        List<ScenarioResult> after = new ArrayList<>(List.of(pass("new"), fail("new")));
        Discrimination proof =
                new Discrimination(report(fail("new")), new TestReport(after, null, TOOK), List.of("new"));
        assertThat(proof.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(proof.discriminating()).isEmpty();
    }
}
