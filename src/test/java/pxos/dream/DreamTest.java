package pxos.dream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pxos.Problem;
import pxos.proof.Emulator;
import pxos.proof.FakeEmulator;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;

/** Whole sessions in which an emulator that executes nothing boots: banner and prompt work there, commands fail. */
class DreamTest extends DreamOnFakes {

    @Test
    void saysInEachRecordAndOnAPageWhyItChoseWhatItDid() throws Exception {
        DreamSession session = dream(new SessionLimits(0, 2, 0, 0));

        assertThat(session.ended()).isEqualTo("2 goals were tried");
        assertThat(session.choices()).hasSize(2).allSatisfy(choice -> {
            assertThat(choice.result().runId()).isNotEmpty();
            assertThat(choice.considered()).isGreaterThan(choice.next().size());
        });
        assertThat(session.choices().get(0).kind()).isEqualTo(Kind.MILESTONE);
        assertThat(records())
                .extracting(run -> run.story().reason())
                .containsExactly(
                        session.choices().get(1).inRecord(session.id()),
                        session.choices().get(0).inRecord(session.id()));
        assertThat(records().get(0).story().reason())
                .contains(session.choices().get(1).reason(), "score", session.id());
        String page = Files.readString(new SessionFiles(workspace).page(session.id()));
        assertThat(page).contains("1. M2: Keyboard input with backspace", "Chosen because it is next on the roadmap");
    }

    @Test
    void whatWorksIsKeptAndThreeFailuresLetAKindRest() {
        sources = List.of(of(
                "Update hello message to \"A\"",
                "Add command date",
                "Add command time",
                "Add command beep",
                "Add command ver",
                "Add command mem"));
        List<String> came = new ArrayList<>();
        DreamSession session = dream(
                NONE,
                new DreamObserver() {
                    @Override
                    public void cameOf(Choice choice) {
                        came.add(choice.goal() + " " + choice.result().success());
                    }
                },
                FakeEmulator::new);

        assertThat(came)
                .containsExactly(
                        "Update hello message to \"A\" true",
                        "Add command date false",
                        "Add command time false",
                        "Add command beep false");
        assertThat(session.ended()).isEqualTo("nothing promising is left");
        assertThat(session.successes()).isEqualTo(1);
        assertThat(ReasonsPage.of(session)).contains("**library** rested, because these failed: Add command date; ");
    }

    @Test
    void endsAtEachOfItsLimits() {
        sources = List.of(of(
                "Update hello message to \"A\"",
                "Update hello message to \"B\"",
                "Update hello message to \"C\"",
                "Update hello message to \"D\""));
        assertThat(dream(new SessionLimits(0, 1, 0, 0)).ended()).isEqualTo("1 goal was tried");
        assertThat(dream(new SessionLimits(1, 0, 0, 0)).ended()).isEqualTo("1 minute is over");
        assertThat(dream(new SessionLimits(0, 0, 0, 480)).ended())
                .endsWith(" bytes are free, and 480 are to stay free");
    }

    @Test
    void whatAKillCutOffIsTriedOnceMoreAndSaysSo() {
        sources = List.of(of("Update hello message to \"A\"", "Update hello message to \"B\""));
        SessionFiles files = new SessionFiles(workspace);
        Choice whole = dream(new SessionLimits(0, 1, 0, 0)).choices().get(0);
        files.write(
                DreamSession.begin("dream_9", "2026-11-26T00:00:00Z", NONE, "").with(cutOff(whole)));
        DreamSession second = dream(new SessionLimits(0, 1, 0, 0));

        assertThat(second.choices().get(0).goal())
                .as("it came to its end elsewhere")
                .isNotEqualTo(whole.goal());

        workspace = new Workspace(folder.resolve("other"));
        StartingWorkspace.copyTo(workspace.root());
        SessionFiles others = new SessionFiles(workspace);
        others.write(
                DreamSession.begin("dream_9", "2026-11-26T00:00:00Z", NONE, "").with(cutOff(whole)));
        DreamSession third = dream(new SessionLimits(0, 1, 0, 0));

        assertThat(third.choices().get(0).reason()).isEqualTo(whole.reason() + "; dream_9 was interrupted in it");
        assertThat(others.all()).extracting(DreamSession::ended).contains("killed");
    }

    @Test
    void whatAPersonInterruptsIsTriedAgainHoweverOften() {
        sources = List.of(of("Update hello message to \"A\""));
        Choice whole = dream(new SessionLimits(0, 1, 0, 0)).choices().get(0);
        Candidate candidate = Candidate.of(whole.kind(), whole.goal(), "", whole.reason(), 3);

        for (String end : List.of("interrupted", "killed")) {
            List<DreamSession> sessions = new ArrayList<>();
            List<Candidate> left = List.of(candidate);
            for (int i = 1; i <= 5 && !left.isEmpty(); i++) {
                Choice again = new Choice(
                        1, whole.kind(), whole.goal(), left.get(0).reason(), whole.score(), 1, List.of(), null);
                sessions.add(DreamSession.begin("dream_" + i, "", NONE, "")
                        .with(again)
                        .ended(end));
                left = Ledger.of(sessions).untried(List.of(candidate));
            }
            assertThat(left).as(end).hasSize(end.equals("killed") ? 0 : 1);
            assertThat(sessions).as(end).hasSize(end.equals("killed") ? 3 : 5);
        }
    }

    private static Choice cutOff(Choice whole) {
        return new Choice(
                1, whole.kind(), whole.goal(), whole.reason(), whole.score(), whole.considered(), whole.next(), null);
    }

    @Test
    void aRunThatWasRecordedBeforeTheKillCounts() {
        sources = List.of(of("Update hello message to \"A\""));
        DreamSession session = dream(new SessionLimits(0, 1, 0, 0));
        Choice whole = session.choices().get(0);
        SessionFiles files = new SessionFiles(workspace);
        files.write(
                DreamSession.begin(session.id(), session.started(), NONE, "").with(cutOff(whole)));

        dream(new SessionLimits(0, 1, 0, 0));

        Choice settled = files.all().get(0).choices().get(0);
        assertThat(settled.result().runId()).isEqualTo(whole.result().runId());
        assertThat(settled.result().verdict()).isEqualTo(whole.result().verdict());
    }

    @Test
    void withoutAnEmulatorItEndsAtOnceAndTriesTheSameLater() {
        sources = List.of(of("Update hello message to \"A\""));
        Supplier<Emulator> none = () -> {
            throw new Problem(Problem.Kind.MISSING, "QEMU is missing", "");
        };

        assertThatThrownBy(() -> dream(NONE, DreamObserver.NONE, none)).hasMessageContaining("QEMU is missing");

        assertThat(new SessionFiles(workspace).all().get(0).ended()).isEqualTo("QEMU is missing");
        assertThat(dream(new SessionLimits(0, 1, 0, 0)).choices().get(0).reason())
                .endsWith(" was interrupted in it");
    }
}
