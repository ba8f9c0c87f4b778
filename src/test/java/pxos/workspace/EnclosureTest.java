package pxos.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;

/** A workspace from a stranger, with links and pipes in it. */
class EnclosureTest {

    @TempDir
    private Path folder;

    private Path root;
    private Path secret;

    @BeforeEach
    void makeWorkspace() throws IOException {
        root = folder.resolve("workspace");
        StartingWorkspace.copyTo(root);
        secret = Files.writeString(
                Files.createDirectory(folder.resolve("outside")).resolve("secret"), "secret");
    }

    private void assertRefused(String place, String why) {
        assertThatThrownBy(() -> Workspace.open(root))
                .isInstanceOf(Problem.class)
                .hasMessage(place + " in the workspace " + why);
        assertThat(secret).hasContent("secret");
    }

    private Path free(String place) throws IOException {
        Path path = root.resolve(place);
        Files.createDirectories(path.getParent());
        Files.deleteIfExists(path);
        return path;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build_report.json",
                "pxos-v1.0/pxos.img",
                "pxos-v1.0/pxos_commands.txt",
                "pxos-v1.0/files/id_rsa",
                "pxos-v1.0/scenarios/help.json",
                "milestones/PXOS_ROADMAP.md",
                "primitives/recipes/help.json",
                "schemas/plan.schema.json",
                "pxvm/networks/pxos_autobuild.png.new",
                "pxvm/networks/pxos_autobuild.index",
                ".pxos/lock",
                ".pxos/dreams/lock",
                ".pxos/journal",
                ".pxos/journal/1"
            })
    void refusesALinkThatLeadsOut(String place) throws Exception {
        Files.createSymbolicLink(free(place), secret);
        assertRefused(place, "is a link that leads out of the workspace");
    }

    @ParameterizedTest
    @ValueSource(strings = {".pxos/runs", "pxvm", "pxvm/networks", "pxos-v1.0/scenarios"})
    void refusesAFolderThatIsALinkOut(String place) throws Exception {
        Path path = root.resolve(place);
        Files.createDirectories(path.getParent());
        if (Files.exists(path)) {
            Journal.delete(path);
        }
        Files.createSymbolicLink(path, secret.getParent());
        assertRefused(place, "is a link that leads out of the workspace");
    }

    @ParameterizedTest
    @CsvSource({"build_report.json", "pxvm/networks/pxos_autobuild.index.new"})
    void refusesALinkThatLeadsNowhere(String place) throws Exception {
        Files.createSymbolicLink(free(place), folder.resolve("outside/not-there-yet"));
        assertRefused(place, "is a link that leads nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pxos-v1.0/files/pipe", "primitives/recipes/pipe.json", ".pxos/lock"})
    void refusesAPipe(String place) throws Exception {
        Path pipe = free(place);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertRefused(place, "is neither a file nor a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pxos-v1.0/scenarios/help.json", "primitives/recipes/big.json", ".pxos/config"})
    void refusesAFileThatFillsTheMemory(String place) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(free(place).toFile(), "rw")) {
            file.setLength(600L << 20);
        }
        assertRefused(place, "is larger than 16 MB");
    }

    @Test
    void letsALinkPassThatStaysInside() throws Exception {
        Files.createSymbolicLink(free("pxos-v1.0/files/roadmap.md"), root.resolve("milestones/PXOS_ROADMAP.md"));
        Path other = Files.createSymbolicLink(folder.resolve("same"), root);
        assertThat(Workspace.open(other).source()).exists();
    }
}
