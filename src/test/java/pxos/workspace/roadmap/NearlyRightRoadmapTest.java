package pxos.workspace.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.Mutations;
import pxos.Problem;
import pxos.workspace.roadmap.Milestone.Completion;

/** Roadmaps with a few random changes: taken, or refused with the line, never a crash. */
class NearlyRightRoadmapTest {

    private static final int TEXTS = 60;
    private static final Completion COMPLETION = new Completion(LocalDate.of(2026, 11, 23), "run_1", "seen");

    @Test
    void isReadOrRefusedWithItsLine() throws Exception {
        String text = Files.readString(Path.of("milestones/PXOS_ROADMAP.md"));
        Mutations mutations = new Mutations(
                3,
                "## M2: x\n",
                "- **Status:** ",
                "| ",
                "`",
                "`{Enter}`",
                "row \"",
                "{prompt}",
                "complete",
                "M99",
                "\\|",
                ";",
                "### Constraints\n",
                "### Acceptance tests\n",
                "\t",
                "\r\n",
                "");
        int taken = 0;
        for (int i = 0; i < TEXTS; i++) {
            String mutated = mutations.of(text);
            try {
                Roadmap roadmap = RoadmapReader.read(mutated);
                for (Milestone milestone : roadmap.milestones()) {
                    milestone.scenarios(List.of("line_editor", "help"));
                }
                Milestone one =
                        roadmap.milestones().get(i % roadmap.milestones().size());
                RoadmapReader.read(RoadmapEditor.markComplete(mutated, one.id(), COMPLETION));
                taken++;
            } catch (Problem e) {
                assertThat(e.getMessage()).matches("(?s)roadmap line [1-9]\\d*: .*");
            } catch (RuntimeException e) {
                throw new AssertionError("text " + i + " of seed 3", e);
            }
        }
        assertThat(taken).isBetween(TEXTS / 10, TEXTS * 9 / 10);
    }
}
