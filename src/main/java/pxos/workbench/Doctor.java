package pxos.workbench;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.model.lm.LanguageModels;
import pxos.model.lm.ModelInfo;
import pxos.pipeline.OsState;
import pxos.pipeline.Outside;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Services;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuCheck;
import pxos.workspace.Workspace;

/**
 * What the program finds of all that it needs, each with its remedy.
 *
 * @param success whether nothing is missing without which a run fails
 * @param checks in the order in which a person would mend them
 */
public record Doctor(boolean success, List<Check> checks) {

    /** Java, and what of QEMU's monitor the program uses. */
    private static final int OLDEST_JAVA = 17;

    private static final int OLDEST_QEMU = 6;
    private static final long ROOM_BYTES = 64L << 20;
    private static final Pattern VERSION = Pattern.compile("version (\\d+)");
    private static final int MEGABYTE = 1 << 20;

    /** How much a check matters. */
    public enum State {
        FINE,
        /** Worth knowing; a run works all the same. */
        NOTE,
        /** Without it, a run fails. */
        MISSING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing that was looked at.
     *
     * @param remedy what to do; empty where nothing is to be done
     */
    public record Check(String name, State state, String found, String remedy) {

        private static Check fine(String name, String found) {
            return new Check(name, State.FINE, found, "");
        }

        private static Check note(String name, String found, String remedy) {
            return new Check(name, State.NOTE, found, remedy);
        }

        private static Check missing(String name, String found, String remedy) {
            return new Check(name, State.MISSING, found, remedy);
        }
    }

    public Doctor {
        checks = List.copyOf(checks);
    }

    /**
     * Looks at everything.
     *
     * @param environment as from {@link System#getenv()}
     * @param terminal what is known of the terminal, in words
     */
    public static Doctor of(Map<String, String> environment, Workspace workspace, String terminal) {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.addAll(qemu(environment));
        checks.add(nasm(environment));
        checks.add(server(environment, workspace));
        checks.add(Check.fine("terminal", terminal));
        checks.add(workspace(environment, workspace));
        checks.add(room("workspace disk", workspace.root(), ROOM_BYTES));
        checks.add(guests());
        checks.add(leftovers(workspace));
        return new Doctor(checks.stream().noneMatch(check -> check.state() == State.MISSING), checks);
    }

    private static Check java() {
        String found = Runtime.version() + ", " + System.getProperty("java.home");
        return Runtime.version().feature() >= OLDEST_JAVA
                ? Check.fine("Java", found)
                : Check.missing("Java", found, "Install Java 17 or newer, and let JAVA_HOME name it.");
    }

    private static List<Check> qemu(Map<String, String> environment) {
        Path qemu;
        try {
            qemu = QemuBinary.locate(environment);
        } catch (Problem e) {
            return List.of(Check.missing("QEMU", "none", e.getMessage()));
        }
        String version = QemuCheck.version(qemu);
        Matcher number = VERSION.matcher(version);
        boolean old = number.find() && Integer.parseInt(number.group(1)) < OLDEST_QEMU;
        String found = version + ", " + qemu;
        return List.of(
                version.isEmpty()
                        ? Check.missing(
                                "QEMU",
                                qemu + " does not say which QEMU it is",
                                "Install it anew, or let PXOS_QEMU name another.")
                        : old ? Check.missing("QEMU", found, "Install QEMU 6.0 or newer.") : Check.fine("QEMU", found),
                window(qemu, environment));
    }

    private static Check window(Path qemu, Map<String, String> environment) {
        List<String> windows = QemuCheck.windows(qemu);
        if (windows.isEmpty()) {
            return Check.note(
                    "window",
                    "QEMU can open none; pxos boot uses the terminal",
                    "For a window: apt-get install qemu-system-gui");
        }
        boolean display =
                isSet(environment, "DISPLAY") || isSet(environment, "WAYLAND_DISPLAY") || windows.contains("cocoa");
        return display
                ? Check.fine("window", String.join(", ", windows))
                : Check.note("window", "no display here; pxos boot uses the terminal", "");
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    private static Check nasm(Map<String, String> environment) {
        Optional<Path> nasm = Stream.of(environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "nasm"))
                .filter(Files::isExecutable)
                .findFirst();
        return nasm.map(path -> Check.fine("NASM", path.toString()))
                .orElseGet(() -> Check.note(
                        "NASM",
                        "none; a model cannot write assembly then",
                        "apt-get install nasm (macOS: brew install nasm)"));
    }

    private static Check server(Map<String, String> environment, Workspace workspace) {
        Settings settings;
        try {
            settings = Settings.of(environment, workspace);
            settings.llm();
        } catch (Problem e) {
            return Check.missing("settings", e.getMessage(), e.hint());
        }
        String url = settings.get(Settings.Key.LM_URL);
        try {
            String names = LanguageModels.listed(url).stream()
                    .filter(ModelInfo::loaded)
                    .map(ModelInfo::title)
                    .collect(Collectors.joining(", "));
            return names.isEmpty()
                    ? Check.note("model", url + " answers, and has no model loaded", "lms load MODEL")
                    : Check.fine("model", url + ": " + names);
        } catch (Problem e) {
            return Check.note(
                    "model",
                    e.getMessage().replaceAll("\\.$", "") + "; the recipes write the code",
                    e.kind() == Problem.Kind.MISSING
                            ? "Start LM Studio's server, or name another one: pxos config lm_url=URL"
                            : e.hint());
        }
    }

    private static Check workspace(Map<String, String> environment, Workspace workspace) {
        try (Services services = new Services(workspace, Outside.of(environment), RunObserver.SILENT)) {
            OsState state = services.analyzer().analyse(workspace);
            services.recipes();
            if (!Files.isWritable(workspace.root())) {
                return Check.missing("workspace", workspace.root() + " cannot be written", "Make it writable.");
            }
            return Check.fine(
                    "workspace",
                    workspace.root() + ", " + state.source().featureNames().size() + " features");
        } catch (Problem e) {
            return Check.missing("workspace", e.getMessage(), e.hint());
        }
    }

    private static Check room(String name, Path folder, long needed) {
        try {
            FileStore store = Files.getFileStore(folder);
            String found = store.getUsableSpace() / MEGABYTE + " MB free in " + folder;
            return store.getUsableSpace() >= needed
                    ? Check.fine(name, found)
                    : Check.missing(name, found, "Make room: " + needed / MEGABYTE + " MB are needed.");
        } catch (IOException e) {
            return Check.missing(name, Problem.reason(e), "Make it readable.");
        }
    }

    private static Check guests() {
        Check last = Check.missing("guests' disk", "there is no temporary folder", "Make /tmp writable.");
        for (Path place : QemuCheck.places()) {
            if (Files.isWritable(place)) {
                last = room("guests' disk", place, QemuCheck.roomBytes());
                if (last.state() == State.FINE) {
                    return last;
                }
            }
        }
        return last;
    }

    private static Check leftovers(Workspace workspace) {
        List<String> found = new ArrayList<>();
        int folders = QemuCheck.folders();
        if (folders > 0) {
            found.add(folders + " temporary folders, of programs that run or have ended");
        }
        if (Files.exists(workspace.state().resolve("journal"))) {
            found.add("a change of the workspace that was interrupted");
        }
        return found.isEmpty()
                ? Check.fine("leftovers", "none")
                : Check.note("leftovers", String.join("; ", found), "The next run takes care of them.");
    }
}
