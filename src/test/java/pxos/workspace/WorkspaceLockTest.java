package pxos.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;
import pxos.file.LockFile;

class WorkspaceLockTest {

    @TempDir
    private Path folder;

    @Test
    void canBeTakenAgainOnceItIsGivenBack() throws Exception {
        Workspace workspace = new Workspace(folder);
        for (int turn = 0; turn < 3; turn++) {
            try (LockFile lock = workspace.lock(Duration.ZERO, () -> {})) {
                assertThat(lock).isNotNull();
            }
        }
    }

    @Test
    void saysWhereItCannotBeWritten() throws Exception {
        Workspace workspace = new Workspace(folder);
        Files.writeString(workspace.state(), "a file in the way");
        assertThatThrownBy(() -> workspace.lock(Duration.ZERO, () -> {}))
                .isInstanceOfSatisfying(
                        Problem.class, e -> assertThat(e.hint()).contains("must be writable", "space left"))
                .hasMessage("cannot write in " + workspace.state() + ": " + workspace.state() + " is in the way");
    }

    @Test
    void givesEveryRunOfASecondAnIdOfItsOwn() throws Exception {
        Workspace workspace = new Workspace(folder);
        Instant now = Instant.ofEpochSecond(1_795_438_800L);
        assertThat(workspace.newRun(now)).isEqualTo("run_1795438800");
        assertThat(workspace.newRun(now)).isEqualTo("run_1795438801");
        assertThat(workspace.newRun(now.plusSeconds(1))).isEqualTo("run_1795438802");
    }
}
