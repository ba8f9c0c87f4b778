package pxos.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;
import pxos.file.TemporaryFolder.Purpose;

class TemporaryFolderTest {

    @TempDir
    private Path place;

    private TemporaryFolder make() {
        return TemporaryFolder.make(TemporaryFolder.choose(List.of(place), Purpose.GUEST, 0));
    }

    /** A process that holds one. */
    private Process holding() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + place,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldFolder.class.getName(),
                        "ASSEMBLER")
                .start();
    }

    @Test
    void goesWithAProcessThatIsAskedToEnd() throws Exception {
        Process process = holding();
        try (BufferedReader output = process.inputReader()) {
            Path held = Path.of(output.readLine());
            Files.writeString(held.resolve("ram"), "x");
            process.destroy();
            process.waitFor();
            assertThat(held).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void makesFoldersThatNobodyElseCanRead() throws Exception {
        try (TemporaryFolder one = make();
                TemporaryFolder other = make()) {
            assertThat(one.path()).isNotEqualTo(other.path()).isDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one.path())))
                    .isEqualTo("rwx------");
        }
        assertThat(place).isEmptyDirectory();
    }

    /** A process that holds a folder, seen from a container where its number means nothing. */
    @Test
    void leavesTheFolderOfALivingProcessAloneAndRemovesItOnceThatIsDead() throws Exception {
        Process other = holding();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(other.getInputStream()))) {
            Path made = Path.of(output.readLine());
            Path held = Files.move(
                    made,
                    place.resolve(made.getFileName().toString().replaceFirst("assembler-\\d+", "assembler-999999999")));
            Files.writeString(held.resolve("ram"), "x");

            make().close();
            assertThat(held.resolve("ram")).as("its process lives").exists();

            other.destroyForcibly().waitFor();
            make().close();
            assertThat(held).as("its process is dead").doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void leavesWhatIsNotItsOwnAlone() throws Exception {
        Path foreign = Files.createDirectory(place.resolve("pxos-notes"));
        Path link = Files.createSymbolicLink(place.resolve("pxos-guest-1-2-3"), foreign);
        Path inTheMaking = Files.createDirectory(place.resolve("pxos-guest-1-2-4"));
        Path leftInTheMaking = Files.createDirectory(place.resolve("pxos-guest-1-2-5"));
        Files.setLastModifiedTime(leftInTheMaking, FileTime.from(Instant.now().minusSeconds(90)));

        Path named = Files.createDirectory(place.resolve("pxos-bench-results"));
        Files.setLastModifiedTime(named, FileTime.from(Instant.now().minusSeconds(90)));

        make().close();

        assertThat(foreign).isDirectory();
        assertThat(named).isDirectory();
        assertThat(link).isSymbolicLink();
        assertThat(inTheMaking).isDirectory();
        assertThat(leftInTheMaking).doesNotExist();
    }

    /** Two guests start at the same time, and both look for left folders. */
    @Test
    void leavesToAnotherThreadWhatThatIsRemoving() throws Exception {
        Path left = Files.createDirectory(place.resolve("pxos-guest-1-2-3"));
        try (FileChannel removing =
                FileChannel.open(left.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            removing.lock();
            make().close();
            assertThat(left).isDirectory();
        }
    }

    @Test
    void keepsItsOwnFoldersLockedWhileItLooksForLeftOnes() throws Exception {
        try (TemporaryFolder first = make();
                TemporaryFolder second = make()) {
            Process other = holding();
            try (BufferedReader output = new BufferedReader(new InputStreamReader(other.getInputStream()))) {
                assertThat(output.readLine()).isNotNull();
                assertThat(first.path()).isDirectory();
                assertThat(second.path()).isDirectory();
            } finally {
                other.destroyForcibly();
            }
        }
    }

    @Test
    void takesTheNextPlaceWhereTheFirstIsMissing() {
        try (TemporaryFolder made = TemporaryFolder.make(
                TemporaryFolder.choose(List.of(place.resolve("nowhere"), place), Purpose.GUEST, 0))) {
            assertThat(made.path()).hasParent(place);
        }
        assertThatThrownBy(() -> TemporaryFolder.make(
                        TemporaryFolder.choose(List.of(place.resolve("nowhere")), Purpose.GUEST, 0)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.kind().exitCode()).isEqualTo(3))
                .hasMessageStartingWith("cannot make a temporary folder: ");
    }
}
