package pxos.workspace.roadmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.Problem;
import pxos.scenario.Step;
import pxos.workspace.roadmap.Milestone.AcceptanceTest;
import pxos.workspace.roadmap.Milestone.Completion;
import pxos.workspace.roadmap.Milestone.Status;

class RoadmapReaderTest {

    static final String ROADMAP = """
            # Roadmap

            Words for people.

            ## M0: Stable boot

            - **Status:** complete
            - **Completed:** 2026-11-23, base OS
            - **Evidence:** 3 of 3 scenarios passed
            - **Goal:** Boot
            - **Features:** none
            - **Needs:** none
            - **Budget:** 446 bytes in the boot sector
            - **Templates:** none

            It boots.

            ### Constraints

            - Never write to
              the boot sector.

            ### Acceptance tests

            | Feature | Test | Keys | Expect |
            |---------|------|------|--------|
            | `base`  | the prompt appears | | `row "{prompt}"` |

            ## M2: Input

            - **Status:** in progress
            - **Goal:** Add input
            - **Features:** `line_editor`, `history`
            - **Needs:** M0
            - **Budget:** 1,104 bytes in the safe zone, or as many as are free
            - **Templates:** `line_editor`

            One paragraph.

            Another one.

            ### Constraints

            - 79 characters.
            - No more.

            ### Acceptance tests

            | Feature | Test | Keys | Expect |
            |:--------|------|:----:|-------:|
            | `line_editor` | a pipe \\| and \\ stay | `a \\| b \\ c ` | `row "a;b"; no reset`; `row "x \\"; \\" y"` ; `idle` |
            | | | `{Enter}` | `row "{prompt}"` |
            | `line_editor`, `history` | Up shows the line | `{Up}` | `idle` |
            """;

    private static Milestone m2() {
        return RoadmapReader.read(ROADMAP).milestone("M2").orElseThrow();
    }

    @Test
    void readsTheFactsOfAMilestone() {
        Milestone milestone = m2();

        assertThat(milestone.title()).isEqualTo("Input");
        assertThat(milestone.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(milestone.goal()).isEqualTo("Add input");
        assertThat(milestone.features()).containsExactly("line_editor", "history");
        assertThat(milestone.needs()).containsExactly("M0");
        assertThat(milestone.description()).isEqualTo("One paragraph.\n\nAnother one.");
        assertThat(milestone.constraints()).containsExactly("79 characters.", "No more.");
        assertThat(milestone.completion()).isEmpty();
    }

    @Test
    void readsWhenAndHowAMilestoneWasCompleted() {
        Milestone milestone = RoadmapReader.read(ROADMAP).milestones().get(0);
        Completion completion = milestone.completion().orElseThrow();

        assertThat(completion.date()).isEqualTo("2026-11-23");
        assertThat(completion.run()).isEqualTo("base OS");
        assertThat(completion.evidence()).isEqualTo("3 of 3 scenarios passed");
        assertThat(milestone.constraints()).containsExactly("Never write to the boot sector.");
    }

    @Test
    void readsTestsWithSeveralStepsAndExpectations() {
        AcceptanceTest test = m2().tests().get(0);

        assertThat(test.features()).containsExactly("line_editor");
        assertThat(test.scenario().name()).isEqualTo("a pipe | and \\ stay");
        assertThat(test.scenario().steps()).extracting(Step::keys).containsExactly("a | b \\ c ", "{Enter}");
        assertThat(test.scenario().steps().get(0).expect())
                .containsExactly("row \"a;b\"", "no reset", "row \"x \\\"; \\\" y\"", "idle");
        assertThat(m2().tests().get(1).features()).containsExactly("line_editor", "history");
    }

    @Test
    void ignoresTheBudgetsOfOlderRoadmaps() {
        assertThat(RoadmapReader.read(ROADMAP.replaceAll("- \\*\\*Budget:.*\\n", "")))
                .isEqualTo(RoadmapReader.read(ROADMAP));
    }

    @Test
    void readsAnyLineEnd() {
        Roadmap roadmap = RoadmapReader.read(ROADMAP);

        assertThat(RoadmapReader.read(ROADMAP.replace("\n", "\r\n"))).isEqualTo(roadmap);
        assertThat(RoadmapReader.read(ROADMAP.replace("\n", "\r"))).isEqualTo(roadmap);
        assertThat(RoadmapReader.read(ROADMAP.stripTrailing())).isEqualTo(roadmap);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', textBlock = """
            **Status:** in progress        # **Status:** nearly            # 31 # a status is 'complete', 'in progress', 'to come' or 'proposed'
            ## M2: Input                   # ~## M0: Input~                # 29 # milestone M0 is there twice
            ## M2: Input                   # ~## Input~                    # 29 # a milestone's heading has the form
            - **Goal:** Add input          # ~~                            # 29 # milestone M2 has no line '- **Goal:** ...'
            **Goal:** Add input            # **Goal:**                     # 32 # 'Goal' of milestone M2 is empty
            **Goal:** Add input            # **Aim:** Add input            # 32 # 'Aim' is not a field of a milestone
            **Goal:** Add input            # **Status:** to come           # 32 # milestone M2 says 'Status' twice
            **Goal:** Add input            # **Evidence:** seen            # 32 # only a complete milestone says 'Evidence'
            2026-11-23, base               # 2026-02-30, base              # 8  # Invalid date
            2026-11-23, base               # yesterday                     # 8  # 'Completed' is a date and a run
            **Needs:** M0                  # **Needs:** M9                 # 34 # milestone M2 needs M9, which is not there
            **Needs:** M0                  # **Needs:** M2                 # 34 # milestone M2 needs itself
            **Needs:** none                # **Needs:** M2                 # 12 # milestone M0 needs itself, directly or through others
            **Needs:** M0                  # **Needs:** M0 and M1          # 34 # 'Needs' lists names separated by commas
            ~### Constraints~              # ~### Limits~                  # 18 # a milestone has the parts
            It boots.                      # ~~                            # 5  # milestone M0 has no description
            - 79 characters.               # 79 characters.                # 44 # a constraint is a list item
            | `base`  | the prompt         # text                          # 27 # the acceptance tests are one table
            | `base`  | the prompt appears # | `base` ~| the | prompt~     # 27 # a row has 4 cells
            | `base`  |                    # | base |                      # 27 # features and keys stand in backticks
            | `base`  |                    # | `a b` |                     # 27 # a test names the features that it proves
            | `base`  | the prompt appears # | `base` | EMPTY              # 27 # the first row of the table has no test name
            | `{Enter}` |                  # | {Enter} |                   # 52 # features and keys stand in backticks
            | | | `{Enter}`                # | `line_editor` | | `{Enter}` # 52 # a row that continues a test leaves
            `line_editor`, `history` | Up  # `dir` | Up                    # 53 # [dir] names none of the features of M2
            Up shows the line              # ~a pipe \\| and \\ stay~      # 53 # two tests of M2 are called
            `{Up}` | `idle`                # `{Up}` | EMPTY                # 53 # expects nothing
            `{Up}` | `idle`                # `{Up}` | idle                 # 53 # expectations stand in backticks
            `{Up}` | `idle`                # `{Up}` | `idle;`              # 53 # an expectation is empty
            `{Up}` | `idle`                # `{Up}` | `row "x`             # 53 # a text has no closing quotation mark
            |:--------|------|:----:|-------:| # | a | | | |              # 49 # the table starts with
            """)
    void refusesAMalformedRoadmapWithItsLine(String good, String bad, int line, String problem) {
        assertThat(ROADMAP).contains(good);
        String text = ROADMAP.replaceFirst(
                "(?s)" + java.util.regex.Pattern.quote(good),
                java.util.regex.Matcher.quoteReplacement(bad == null ? "" : bad.replace("EMPTY", "")));

        assertThatThrownBy(() -> RoadmapReader.read(text))
                .isInstanceOfSatisfying(
                        Problem.class, e -> assertThat(e.hint()).isEqualTo("Put the roadmap right at that line."))
                .hasMessageStartingWith("roadmap line " + line + ": ")
                .hasMessageContaining(problem)
                .hasMessageEndingWith("\n    " + text.split("\n")[line - 1].strip());
    }

    @Test
    void refusesATextThatIsNoRoadmap() {
        assertThatThrownBy(() -> RoadmapReader.read(""))
                .hasMessageContaining("roadmap line 1: the roadmap has no milestone");
        assertThatThrownBy(() -> RoadmapReader.read(ROADMAP.substring(0, ROADMAP.indexOf("### Acceptance"))))
                .hasMessageContaining("roadmap line 5: milestone M0 has no part '### Acceptance tests'");
        assertThatThrownBy(() -> RoadmapReader.read(ROADMAP.substring(0, ROADMAP.indexOf("| Feature"))))
                .hasMessageContaining("roadmap line 5: milestone M0 has no table of acceptance tests");
    }
}
