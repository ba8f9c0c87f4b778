package pxos.dream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.json.Json;
import pxos.workspace.Workspace;

/**
 * The sessions of a workspace:
 *
 * <pre>
 *   .pxos/dreams/dream_1795438800.json   the session, written anew at each of its choices
 *   .pxos/dreams/dream_1795438800.md     the same for people
 *   .pxos/dreams/variants.json           the versions of features that are kept
 *   .pxos/dreams/lock                    held while one is at work
 * </pre>
 */
final class SessionFiles {

    private static final String JSON = ".json";

    private final Path folder;

    SessionFiles(Workspace workspace) {
        folder = workspace.state().resolve("dreams");
    }

    Path lock() throws IOException {
        return Files.createDirectories(folder).resolve("lock");
    }

    Path page(String id) {
        return folder.resolve(id + ".md");
    }

    Path file(String id) {
        return folder.resolve(id + JSON);
    }

    Path variants() {
        return folder.resolve("variants.json");
    }

    /** An id that no session has yet. */
    String newId(Instant now) {
        long second = now.getEpochSecond();
        while (Files.exists(file("dream_" + second))) {
            second++;
        }
        return "dream_" + second;
    }

    /** Writes a session and its page; a kill leaves the old ones or the new ones. */
    void write(DreamSession session) {
        try {
            Files.createDirectories(folder);
            replace(file(session.id()), Json.writeIndented(Json.published(session)));
            replace(page(session.id()), ReasonsPage.of(session));
        } catch (IOException e) {
            throw Problem.input(
                    "the dream cannot be written down: " + Problem.reason(e),
                    "Make room on the disk and make " + folder + " writable.");
        }
    }

    static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** All sessions, oldest first; files that are none are left alone. */
    List<DreamSession> all() {
        List<DreamSession> sessions = new ArrayList<>();
        for (Path file : files()) {
            try {
                sessions.add(Json.readPublished(Files.readString(file), DreamSession.class));
            } catch (IOException | Problem e) {
                // A file that cannot be read says nothing of what was tried; the network still does.
            }
        }
        return sessions;
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("dream_[0-9]+\\.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Problem.of(e);
        }
    }
}
