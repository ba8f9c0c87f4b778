package pxos.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import pxos.json.Json;
import pxos.scenario.Scenario;
import pxos.workspace.Journal;
import pxos.workspace.Workspace;

/**
 * An OS on its way into a workspace, in the place of another one.
 *
 * @param before what is there
 * @param after what is to be there
 */
record Revised(OsState before, OsState after) {

    /** The file of a run's folder that says what the run changed. */
    static final String CHANGE = "change.json";

    /** Adds everything that differs to a change of the workspace; {@code notes} hears what a person should know. */
    void put(Journal journal, Workspace workspace, Consumer<String> notes) throws IOException {
        journal.put(workspace.source(), after.source().render());
        OsImages.put(journal, workspace, after.image()).forEach(notes);
        if (!after.roadmapText().equals(before.roadmapText())) {
            journal.put(workspace.roadmap(), after.roadmapText());
        }
        for (String feature : changedTests()) {
            List<Scenario> tests = after.kept().getOrDefault(feature, List.of());
            journal.put(workspace.keptTests(feature), Json.writeIndented(tests));
        }
    }

    private Set<String> changedTests() {
        Set<String> names = new LinkedHashSet<>(after.kept().keySet());
        names.addAll(before.kept().keySet());
        names.removeIf(name -> after.kept().containsKey(name)
                && after.kept().get(name).equals(before.kept().get(name)));
        return names;
    }

    /** Deletes the files of tests that hold none any more; until then, they mean the same. */
    void tidy(Workspace workspace) throws IOException {
        for (String feature : before.kept().keySet()) {
            if (!after.kept().containsKey(feature)) {
                Files.deleteIfExists(workspace.keptTests(feature));
            }
        }
    }

    /**
     * Writes down what changes, so that it can be taken back.
     *
     * @param undoes the run that this change takes back; empty for none
     */
    OsChange keep(Path runFolder, String undoes) throws IOException {
        OsChange change = OsChange.between(before, after, undoes);
        String text = Json.writeIndented(Json.published(change));
        Files.write(runFolder.resolve(CHANGE), text.getBytes(StandardCharsets.UTF_8));
        return change;
    }
}
