package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;

class GuestFolderTest {

    @TempDir
    private Path place;

    @Test
    void makesFoldersThatNobodyElseCanRead() throws Exception {
        Path one = GuestFolder.make(List.of(place));
        Path other = GuestFolder.make(List.of(place));
        assertThat(one).isNotEqualTo(other).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                .isEqualTo("rwx------");
    }

    @Test
    void removesWhatADeadProcessLeftAndNothingElse() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path left = Files.createDirectory(place.resolve("pxos-" + dead.pid() + "-77"));
        Files.writeString(left.resolve("ram"), "x");
        Path alive = Files.createDirectory(
                place.resolve("pxos-" + ProcessHandle.current().pid() + "-1"));
        Path foreign = Files.createDirectory(place.resolve("pxos-notes"));

        GuestFolder.make(List.of(place));

        assertThat(left).doesNotExist();
        assertThat(alive).isDirectory();
        assertThat(foreign).isDirectory();
    }

    @Test
    void takesTheNextPlaceWhereTheFirstIsMissing() {
        assertThat(GuestFolder.make(List.of(place.resolve("nowhere"), place))).hasParent(place);
        assertThatThrownBy(() -> GuestFolder.make(List.of(place.resolve("nowhere"))))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("cannot make a temporary folder: ");
    }
}
