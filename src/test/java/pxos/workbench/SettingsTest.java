package pxos.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.Problem;
import pxos.model.lm.Llm;
import pxos.workbench.Settings.Key;
import pxos.workspace.Workspace;

class SettingsTest {

    @TempDir
    private Path folder;

    private Workspace workspace;
    private Path user;

    @BeforeEach
    void makeFolders() throws Exception {
        workspace = new Workspace(folder.resolve("ws"));
        user = folder.resolve(".config/pxos/config");
    }

    private Settings settings(Map<String, String> more) {
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.put("HOME", folder.toString());
        return Settings.of(environment, workspace);
    }

    @Test
    void aVariableWinsOverTheWorkspaceAndThatOverTheUser() throws Exception {
        assertThat(settings(Map.of()).get(Key.LM_URL)).isEqualTo("http://localhost:1234/v1");
        Settings.set(user, "model=users");
        Settings.set(user, "llm=recipes");
        assertThat(settings(Map.of()).get(Key.MODEL)).isEqualTo("users");
        Settings.set(Settings.workspaceFile(workspace), "model=workspaces");
        assertThat(settings(Map.of()).get(Key.MODEL)).isEqualTo("workspaces");
        Settings settings = settings(Map.of("PXOS_MODEL", "variables"));
        assertThat(settings.get(Key.MODEL)).isEqualTo("variables");
        assertThat(settings.llm()).isEqualTo(Llm.RECIPES);
        assertThat(settings.values()).anySatisfy(value -> {
            assertThat(value.key()).isEqualTo("llm");
            assertThat(value.from()).isEqualTo(user.toString());
        });
    }

    @Test
    void keepsTheOtherLinesOfAFile() throws Exception {
        Files.createDirectories(user.getParent());
        Files.writeString(user, "# mine\nmodel = a\nlm_url = http://127.0.0.1:8080/v1\n");
        Settings.set(user, "model=b\\c");
        assertThat(user).hasContent("# mine\nlm_url = http://127.0.0.1:8080/v1\nmodel = b\\\\c\n");
        assertThat(settings(Map.of()).get(Key.MODEL)).isEqualTo("b\\c");
        Settings.set(user, "model=");
        assertThat(user).hasContent("# mine\nlm_url = http://127.0.0.1:8080/v1\n");
    }

    @Test
    void aWorkspaceCannotSendWhatIsSaidToAnotherMachine() throws Exception {
        Path file = Settings.workspaceFile(workspace);
        Files.createDirectories(file.getParent());
        for (String url :
                new String[] {"http://evil.example/v1", "http://localhost.evil/v1", "http://10.0.0.1:1234/v1"}) {
            Files.writeString(file, "lm_url = " + url);
            assertThatThrownBy(() -> settings(Map.of()))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("another machine: " + url);
        }
        Files.writeString(file, "lm_url = http://[::1]:8080/v1");
        assertThat(settings(Map.of()).get(Key.LM_URL)).isEqualTo("http://[::1]:8080/v1");
    }

    @Test
    void namesWhatIsWrongInAFile() throws Exception {
        Files.createDirectories(user.getParent());
        Files.writeString(user, "modle = a\n");
        assertThatThrownBy(() -> settings(Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessage(user + ": there is no setting 'modle'");
        Files.writeString(user, "llm = nobody\n");
        assertThatThrownBy(() -> settings(Map.of()).llm())
                .hasMessageContaining("llm is one of auto, lm-studio, recipes");
        assertThatThrownBy(() -> Settings.set(user, "model")).hasMessageContaining("sets nothing");
    }

    /** Else every command would fail afterwards. */
    @Test
    void writesNothingThatItWouldRefuseToRead() {
        assertThatThrownBy(() -> Settings.set(user, "llm=banana")).hasMessageContaining("not 'banana'");
        assertThatThrownBy(() -> Settings.set(user, "lm_url=nonsense")).hasMessageContaining("Not the URL of a server");
        assertThatThrownBy(() -> Settings.setHere(workspace, "lm_url=http://other.example/v1"))
                .hasMessageContaining("another machine");
        assertThat(user).doesNotExist();
        assertThat(Settings.workspaceFile(workspace)).doesNotExist();
    }
}
