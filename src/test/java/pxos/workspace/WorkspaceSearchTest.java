package pxos.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;
import pxos.workspace.WorkspaceSearch.Found;

class WorkspaceSearchTest {

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
    }

    private Found from(Path here) {
        return new WorkspaceSearch(Map.of("HOME", home.toString())).from(here);
    }

    private Path workspace(String name) {
        Path made = folder.resolve(name);
        StartingWorkspace.copyTo(made);
        return made;
    }

    @Test
    void takesTheFolderItselfOrTheNearestOneAboveIt() {
        Path workspace = workspace("mine");
        assertThat(from(workspace)).isEqualTo(new Found(workspace, false));
        assertThat(from(workspace.resolve("pxos-v1.0").resolve("files"))).isEqualTo(new Found(workspace, false));
    }

    @Test
    void elseMakesOneForTheUserAndTakesItAgain() {
        Path users = home.resolve(".local/share/pxos");
        assertThat(from(folder)).isEqualTo(new Found(users, true));
        assertThat(from(folder)).isEqualTo(new Found(users, false));
        assertThat(Workspace.open(users).source()).exists();
        assertThat(users.getParent()).isDirectoryContaining(path -> path.equals(users));
        assertThat(users.getParent().toFile().list()).containsExactly("pxos");
    }

    @Test
    void aRepositoryKeepsNothingOfANewOneThatThisOneDoesNotKeepOfItsOwn() throws Exception {
        assertThat(Files.readAllLines(Path.of(".gitignore")))
                .containsAll(Files.readAllLines(workspace("mine").resolve(".gitignore")))
                .contains("/.pxos/");
    }

    @Test
    void leavesTheCloneOfTheProgramAsItIs() {
        Path clone = workspace("clone");
        WorkspaceSearch search = new WorkspaceSearch(Map.of("HOME", home.toString(), "PXOS_HOME", clone.toString()));
        assertThat(search.from(clone).folder()).isEqualTo(home.resolve(".local/share/pxos"));
        assertThat(search.from(clone.resolve("primitives")).folder()).isEqualTo(home.resolve(".local/share/pxos"));
    }

    /** As with {@code java -jar}, which says nothing of its home. */
    @Test
    void knowsTheCloneByItsSources() throws Exception {
        Path clone = workspace("sources");
        Files.createDirectories(clone.resolve("src/main/java/pxos/cli"));
        Files.writeString(clone.resolve("src/main/java/pxos/cli/Main.java"), "");
        WorkspaceSearch search = new WorkspaceSearch(Map.of("HOME", home.toString()));
        assertThat(search.from(clone).folder()).isEqualTo(home.resolve(".local/share/pxos"));
    }

    @Test
    void twoProgramsThatMakeOneAtTheSameTimeBothFindItWhole() {
        assertThat(IntStream.range(0, 4).parallel().mapToObj(i -> from(folder)).toList())
                .allSatisfy(found ->
                        assertThat(Workspace.open(found.folder()).roadmap()).exists());
        assertThat(home.resolve(".local/share").toFile().list()).containsExactly("pxos");
    }

    @Test
    void saysWhatToDoWhereNoneCanBeMade() throws Exception {
        assertThatThrownBy(() -> new WorkspaceSearch(Map.of()).from(folder))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("HOME names no folder");
        Files.writeString(home.resolve(".local"), "in the way");
        assertThatThrownBy(() -> from(folder))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("none can be made in " + home);
    }
}
