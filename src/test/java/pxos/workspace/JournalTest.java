package pxos.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class JournalTest {

    @TempDir
    private Path folder;

    private Workspace workspace;
    private final List<String> completed = new ArrayList<>();

    @BeforeEach
    void writeOldFiles() throws IOException {
        workspace = new Workspace(folder.resolve("workspace"));
        Files.createDirectories(workspace.os());
        Files.writeString(workspace.source(), "old source");
        Files.writeString(workspace.image(), "old image");
    }

    private Journal change() {
        return new Journal(workspace)
                .put(workspace.source(), "new source")
                .put(workspace.image(), "new image")
                .put(workspace.scenarios().resolve("x.json"), "new scenarios");
    }

    private void assertOld() {
        assertThat(workspace.source()).hasContent("old source");
        assertThat(workspace.image()).hasContent("old image");
        assertThat(workspace.scenarios().resolve("x.json")).doesNotExist();
        assertNoJournal();
    }

    private void assertNew() {
        assertThat(workspace.source()).hasContent("new source");
        assertThat(workspace.image()).hasContent("new image");
        assertThat(workspace.scenarios().resolve("x.json")).hasContent("new scenarios");
        assertNoJournal();
    }

    private void assertNoJournal() {
        assertThat(workspace.state())
                .satisfiesAnyOf(
                        state -> assertThat(state).isEmptyDirectory(),
                        state -> assertThat(state).doesNotExist());
    }

    @Test
    void putsAllFilesInTheirPlaceAndCompletesOnce() throws Exception {
        change().commit("the note", completed::add);
        assertNew();
        assertThat(completed).containsExactly("the note");
        assertThat(new Journal(workspace).recover(completed::add)).isEmpty();
        assertThat(completed).hasSize(1);
    }

    @Test
    void logsEachFileThatItWrites() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(Journal.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.DEBUG);
        try {
            change().commit("", completed::add);
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "wrote " + workspace.source() + ", 10 bytes",
                        "wrote " + workspace.image() + ", 9 bytes",
                        "wrote " + workspace.scenarios().resolve("x.json") + ", 13 bytes");
    }

    @Test
    void changesNothingWhenTheCompletionFails() {
        assertThatThrownBy(() -> change().commit("", note -> {
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");
        assertOld();
        assertThatThrownBy(() -> change().commit("", note -> {
                    throw new IllegalStateException("a fault");
                }))
                .hasMessage("a fault");
        assertOld();
    }

    @Test
    void changesNothingWhenAFileCannotBePutInItsPlace() throws Exception {
        Files.createDirectories(workspace.scenarios().resolve("x.json"));
        assertThatThrownBy(() -> change().commit("", completed::add)).hasMessageContaining("x.json");
        assertThat(workspace.source()).hasContent("old source");
        assertThat(completed).isEmpty();
        assertNoJournal();
    }

    @Test
    void changesNothingWhenThereIsNoPlaceForTheJournal() throws Exception {
        Files.writeString(workspace.state(), "in the way");
        assertThatThrownBy(() -> change().commit("", completed::add)).isInstanceOf(IOException.class);
        assertThat(workspace.source()).hasContent("old source");
        assertThat(completed).isEmpty();
    }

    /** What a kill leaves at each moment of a change: the state of the workspace at every step that it takes. */
    private List<Path> momentsOfAChange() throws Exception {
        List<Path> moments = new ArrayList<>();
        Path staged = workspace.state().resolve("journal.new");
        change().commit("the note", note -> moments.add(copy("complete")));
        Path whole = moments.get(0).resolve(".pxos/journal");
        writeOldFiles();
        Files.deleteIfExists(workspace.scenarios().resolve("x.json"));
        Files.createDirectories(staged);
        moments.add(copy("begun"));
        for (String file : List.of("1", "2", "3", "files", "note")) {
            Files.writeString(staged.resolve(file), "");
            moments.add(copy("half of " + file));
            Files.write(staged.resolve(file), Files.readAllBytes(whole.resolve(file)));
            moments.add(copy("all of " + file));
        }
        Path journal = Files.move(staged, workspace.state().resolve("journal"));
        for (String file : List.of("1", "2", "3")) {
            Path target = workspace
                    .root()
                    .resolve(Files.readAllLines(journal.resolve("files"))
                            .get(Integer.parseInt(file) - 1)
                            .split("\t")[1]);
            Files.createDirectories(target.getParent());
            Files.move(journal.resolve(file), target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            moments.add(copy("placed " + file));
        }
        Path done = Files.move(journal, workspace.state().resolve("journal.done"));
        moments.add(copy("done"));
        Files.delete(done.resolve("files"));
        moments.add(copy("half thrown away"));
        return moments;
    }

    private Path copy(String moment) throws IOException {
        Path target = folder.resolve("moment " + moment);
        try (Stream<Path> files = Files.walk(workspace.root())) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(workspace.root().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return target;
    }

    @Test
    void isAllOrNothingWhereverItIsKilled() throws Exception {
        for (Path moment : momentsOfAChange()) {
            completed.clear();
            workspace = new Workspace(moment);
            boolean finished = new Journal(workspace).recover(completed::add).isPresent();
            String name = moment.getFileName().toString();
            if (name.contains("begun") || name.contains("half of") || name.contains("all of")) {
                assertThat(finished).as(name).isFalse();
                assertOld();
            } else {
                assertNew();
                assertThat(finished).as(name).isEqualTo(name.contains("complete") || name.contains("placed"));
            }
            assertThat(completed).as(name).isEqualTo(finished ? List.of("the note") : List.of());
        }
    }

    @Test
    void leavesTheJournalForAnotherTryWhenItCannotBeFinished() throws Exception {
        Path moment = momentsOfAChange().get(0);
        workspace = new Workspace(moment);
        assertThatThrownBy(() -> new Journal(workspace).recover(note -> {
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");
        assertThat(workspace.source()).hasContent("old source");
        assertThat(new Journal(workspace).recover(completed::add)).isPresent();
        assertNew();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\n",
                "x\ty\tz\n",
                "1\t../outside\n",
                "1\t/tmp/outside\n",
                "1\tpxos-v1.0/../../outside\n",
                "1\tREADME.md\n",
                "1\tprimitives/recipes/help.json\n",
                "../../../secret\tpxos-v1.0/pxos_commands.txt\n",
                "/etc/hostname\tpxos-v1.0/pxos_commands.txt\n",
                "-\tpxos-v1.0/pxos.img\t../outside\n",
                "1\tpxos-v1.0/scenarios/a\u0000.json\n",
            })
    void putsAJournalAsideThatItDidNotWrite(String files) throws Exception {
        Files.writeString(folder.resolve("secret"), "secret");
        Path journal = Files.createDirectories(workspace.state().resolve("journal"));
        Files.writeString(journal.resolve("files"), files);
        Files.writeString(journal.resolve("1"), "evil");
        Files.writeString(journal.resolve("note"), "the note");
        assertThat(new Journal(workspace).recover(completed::add))
                .get()
                .asString()
                .contains("journal is no journal of this program", "journal.foreign-1");
        assertThat(new Journal(workspace).recover(completed::add)).isEmpty();
        assertThat(workspace.state().resolve("journal.foreign-1/1")).hasContent("evil");
        assertThat(workspace.source()).hasContent("old source");
        assertThat(folder.resolve("outside")).doesNotExist();
        assertThat(folder.resolve("secret")).hasContent("secret");
        assertThat(completed).isEmpty();
    }
}
