package pxos.workspace.roadmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.workspace.roadmap.Milestone.Completion;
import pxos.workspace.roadmap.Milestone.Status;

class RoadmapEditorTest {

    private static final Completion DONE =
            new Completion(LocalDate.of(2026, 11, 24), "run_1795000000", "23 of 23 scenarios passed");

    private static String shipped() throws IOException {
        return Files.readString(Path.of("milestones/PXOS_ROADMAP.md"));
    }

    @Test
    void marksAMilestoneCompleteAndTheNextOneInProgress() throws Exception {
        Roadmap roadmap = RoadmapReader.read(RoadmapEditor.markComplete(shipped(), "M2", DONE));

        assertThat(roadmap.milestone("M2").orElseThrow().status()).isEqualTo(Status.COMPLETE);
        assertThat(roadmap.milestone("M2").orElseThrow().completion()).contains(DONE);
        assertThat(roadmap.milestone("M3").orElseThrow().status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(roadmap.next()).map(Milestone::id).contains("M3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void leavesEveryOtherLineAsItIs(String end) throws Exception {
        String before = shipped().replace("\n", end);

        String after = RoadmapEditor.markComplete(before, "M2", DONE);

        List<String> expected = new ArrayList<>(List.of(before.split(end, -1)));
        int m2 = expected.indexOf("- **Status:** in progress");
        expected.set(m2, "- **Status:** complete");
        expected.addAll(
                m2 + 1,
                List.of("- **Completed:** 2026-11-24, run_1795000000", "- **Evidence:** 23 of 23 scenarios passed"));
        int m3 = expected.indexOf("- **Status:** to come");
        expected.set(m3, "- **Status:** in progress");
        assertThat(List.of(after.split(end, -1))).isEqualTo(expected);
    }

    @Test
    void goesThroughAllMilestonesAndChangesNothingButTheirStatus() throws Exception {
        String text = shipped();
        Roadmap before = RoadmapReader.read(text);
        for (int i = 2; i < before.milestones().size(); i++) {
            Milestone next = RoadmapReader.read(text).next().orElseThrow();
            assertThat(next.id()).isEqualTo("M" + i);
            assertThat(next.status()).isEqualTo(Status.IN_PROGRESS);
            text = RoadmapEditor.markComplete(text, next.id(), DONE);
        }

        Roadmap after = RoadmapReader.read(text);
        assertThat(after.next()).isEmpty();
        assertThat(after.milestones()).allMatch(Milestone::isComplete);
        for (int i = 0; i < before.milestones().size(); i++) {
            assertThat(after.milestones().get(i).tests())
                    .isEqualTo(before.milestones().get(i).tests());
            assertThat(after.milestones().get(i).constraints())
                    .isEqualTo(before.milestones().get(i).constraints());
            assertThat(after.milestones().get(i).description())
                    .isEqualTo(before.milestones().get(i).description());
        }
    }

    @Test
    void markingTwiceKeepsTheNewerEvidence() throws Exception {
        Completion later = new Completion(LocalDate.of(2026, 12, 1), "run_1796000000", "24 of 24 scenarios passed");
        String once = RoadmapEditor.markComplete(shipped(), "M2", later);

        assertThat(RoadmapEditor.markComplete(RoadmapEditor.markComplete(shipped(), "M2", DONE), "m2", later))
                .isEqualTo(once);
    }

    @Test
    void aMilestoneCompletedOutOfTurnLeavesTheOneInProgress() throws Exception {
        Roadmap roadmap = RoadmapReader.read(RoadmapEditor.markComplete(shipped(), "M4", DONE));

        assertThat(roadmap.next()).map(Milestone::id).contains("M2");
        assertThat(roadmap.milestones())
                .extracting(Milestone::status)
                .startsWith(
                        Status.COMPLETE,
                        Status.COMPLETE,
                        Status.IN_PROGRESS,
                        Status.TO_COME,
                        Status.COMPLETE,
                        Status.TO_COME,
                        Status.TO_COME,
                        Status.TO_COME);
    }

    @Test
    void refusesAnUnknownMilestoneAndTextThatIsNotOneLine() {
        assertThatThrownBy(() -> RoadmapEditor.markComplete(shipped(), "M99", DONE))
                .hasMessage("the roadmap has no milestone M99");
        assertThatThrownBy(() -> new Completion(LocalDate.EPOCH, "run", "a\n## M9: b"))
                .hasMessage("the evidence of a completed milestone must be one line of text");
        assertThatThrownBy(() -> new Completion(LocalDate.EPOCH, " ", "a"))
                .hasMessage("the run of a completed milestone must be one line of text");
    }
}
