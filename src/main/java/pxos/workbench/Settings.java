package pxos.workbench;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.model.lm.Llm;
import pxos.model.lm.LmSettings;
import pxos.model.lm.ServerAddress;
import pxos.workspace.Workspace;

/**
 * What a user has settled once instead of giving it as an option each time. A variable wins over the file of the workspace,
 * that over the file of the user.
 *
 * <pre>
 *   # ~/.config/pxos/config, or .pxos/config in a workspace
 *   lm_url = http://localhost:1234/v1
 *   model = qwen2.5-coder-7b
 *   llm = recipes
 * </pre>
 *
 * @param values in the order of {@link Key}
 */
public record Settings(List<Setting> values) {

    private static final String FILE = "config";
    private static final int MAX_BYTES = 64 << 10;

    /** What can be set. */
    public enum Key {
        /** The server of language models. */
        LM_URL(LmSettings.DEFAULT_URL),
        /** The model to ask; empty for the server's own choice. */
        MODEL(""),
        /** Who writes the code. */
        LLM("auto");

        private final String preset;

        Key(String preset) {
            this.preset = preset;
        }

        /** As it stands in a file. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The variable that wins over the files. */
        public String variable() {
            return "PXOS_" + name();
        }
    }

    /**
     * A setting.
     *
     * @param key its name
     * @param value may be empty
     * @param from where it was set: a variable, a file, or {@code default}
     */
    public record Setting(String key, String value, String from) {}

    public Settings {
        values = List.copyOf(values);
    }

    public String get(Key key) {
        return values.get(key.ordinal()).value();
    }

    /** @throws Problem where the setting names nobody */
    public Llm llm() {
        Setting setting = values.get(Key.LLM.ordinal());
        return Llm.named(setting.value()).orElseThrow(() -> noLlm(setting.from() + ": ", setting.value()));
    }

    private static Problem noLlm(String place, String value) {
        return Problem.input(
                place + "llm is one of " + String.join(", ", Llm.names()) + ", not '" + value + "'",
                "Put it right: pxos config llm=auto");
    }

    /**
     * The settings that hold in a workspace.
     *
     * @param environment as from {@link System#getenv()}
     * @throws Problem naming the file and the line of what cannot be read
     */
    public static Settings of(Map<String, String> environment, Workspace workspace) {
        Optional<Path> user = userFile(environment);
        Properties ofUser = user.map(Settings::read).orElseGet(Properties::new);
        Path file = workspaceFile(workspace);
        Properties ofWorkspace = read(file);
        refuseForeignServer(ofWorkspace, file);
        List<Setting> values = new ArrayList<>();
        for (Key key : Key.values()) {
            values.add(Stream.of(
                            set(key, environment.get(key.variable()), key.variable()),
                            set(key, ofWorkspace.getProperty(key.label()), file.toString()),
                            set(
                                    key,
                                    ofUser.getProperty(key.label()),
                                    user.map(Path::toString).orElse("")))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(new Setting(key.label(), key.preset, "default")));
        }
        return new Settings(values);
    }

    private static Optional<Setting> set(Key key, String value, String from) {
        return Optional.ofNullable(value)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> new Setting(key.label(), text, from));
    }

    /** A workspace may come from a stranger, who must not be sent what is said to a model, or its token. */
    private static void refuseForeignServer(Properties settings, Path file) {
        String url = settings.getProperty(Key.LM_URL.label(), "").strip();
        if (!url.isEmpty() && !ServerAddress.of(url).isOnThisMachine()) {
            throw Problem.input(
                    file + " may not name a server on another machine: " + url,
                    "A workspace may name only a server on this one. Put it into your own file, with:"
                            + " pxos config lm_url=" + url);
        }
    }

    /** The file of the user; empty where nobody has a home. */
    public static Optional<Path> userFile(Map<String, String> environment) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (!config.startsWith("/") && home.isEmpty()) {
            return Optional.empty();
        }
        Path folder = config.startsWith("/") ? Path.of(config) : Path.of(home, ".config");
        return Optional.of(folder.resolve("pxos").resolve(FILE));
    }

    public static Path workspaceFile(Workspace workspace) {
        return workspace.state().resolve(FILE);
    }

    private static Properties read(Path file) {
        Properties settings = new Properties();
        if (!Files.isRegularFile(file)) {
            return settings;
        }
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            if (Files.size(file) > MAX_BYTES) {
                throw Problem.input(file + " has more than " + MAX_BYTES + " bytes", "It is no file of settings.");
            }
            settings.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw Problem.input(file + " cannot be read: " + e.getMessage(), "Put the file right, or remove it.");
        }
        for (String name : new TreeSet<>(settings.stringPropertyNames())) {
            key(name, file + ": ");
        }
        return settings;
    }

    /** @throws Problem naming the settings that there are */
    private static Key key(String name, String place) {
        return Stream.of(Key.values())
                .filter(key -> key.label().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.input(
                        place + "there is no setting '" + name + "'",
                        "There are: "
                                + String.join(
                                        ", ",
                                        Stream.of(Key.values()).map(Key::label).toList())));
    }

    /**
     * The same in the file of a workspace.
     *
     * @throws Problem for a server on another machine
     */
    public static void setHere(Workspace workspace, String assignment) throws IOException {
        Path file = workspaceFile(workspace);
        Properties settings = new Properties();
        String[] parts = assignment.split("=", 2);
        settings.setProperty(parts[0].strip(), parts[parts.length - 1]);
        refuseForeignServer(settings, file);
        set(file, assignment);
    }

    /**
     * Sets one thing in a file, which is made where it is missing; its other lines stay.
     *
     * @param assignment {@code key=value}; nothing after the sign removes it
     */
    public static void set(Path file, String assignment) throws IOException {
        String[] parts = assignment.split("=", 2);
        if (parts.length < 2) {
            throw Problem.input("'" + assignment + "' sets nothing", "Write it as key=value: pxos config model=NAME");
        }
        Key key = key(parts[0].strip(), "");
        String value = parts[1].strip();
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw Problem.input("the value of " + key.label() + " holds a control character", "");
        }
        if (key == Key.LM_URL && !value.isEmpty()) {
            ServerAddress.of(value);
        }
        if (key == Key.LLM && !value.isEmpty() && Llm.named(value).isEmpty()) {
            throw noLlm("", value);
        }
        List<String> lines = new ArrayList<>(Files.isRegularFile(file) ? Files.readAllLines(file) : List.of());
        lines.removeIf(line -> line.strip().matches(key.label() + "\\s*[=: ].*"));
        if (!value.isEmpty()) {
            lines.add(key.label() + " = " + value.replace("\\", "\\\\"));
        }
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }
}
