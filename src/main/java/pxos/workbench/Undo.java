package pxos.workbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pxos.Problem;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.json.Json;
import pxos.pipeline.OsChange;
import pxos.pipeline.OsChange.Piece;
import pxos.pipeline.OsState;
import pxos.pipeline.Revisions.Plan;
import pxos.pipeline.Revisions.Planned;
import pxos.pipeline.Services;
import pxos.pixel.PixelReader;
import pxos.scenario.Scenario;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone.Completion;
import pxos.workspace.roadmap.RoadmapEditor;

/**
 * Takes back what a run changed, where nothing that was built since stands on it.
 *
 * @param workspace the pxOS
 * @param run the run; {@code last} or empty for the newest one that has not been undone
 */
public record Undo(Workspace workspace, String run) implements Plan {

    @Override
    public Planned of(OsState found, Services services) throws IOException {
        ChangeLog log = ChangeLog.of(workspace);
        String which = run.isEmpty() || run.equals(PixelReader.LAST)
                ? log.last()
                        .orElseThrow(() -> Problem.input(
                                "there is no run to undo", "pxos history lists the runs; pxos undo RUN undoes one."))
                : run;
        if (!log.has(which)) {
            services.reader().named(which, "pxos history lists the newest runs.");
        }
        OsChange change = log.of(which);
        refuseIfChangedSince(change, which, found);
        OsSource source = services.builder().link(source(change, found.source()));
        refuseIfNeeded(source, which, services);
        refuseIfTaken(source, change);
        return new Planned(
                "Undo " + which,
                found.with(source, services.builder().assemble(source))
                        .withTests(tests(change, found))
                        .withRoadmap(
                                RoadmapEditor.reopened(roadmap(change, found.roadmapText()), source.featureNames())),
                which,
                "Nothing was undone. --no-test undoes it all the same.");
    }

    private static void refuseIfChangedSince(OsChange change, String run, OsState found) {
        OsChange.changedSince(change.features(), OsChange.blocks(found.source()))
                .ifPresent(piece -> {
                    Optional<String> since =
                            found.source().feature(piece.name()).map(FeatureBlock::run);
                    throw Problem.input(
                            "'" + piece.name() + "' is not as " + run + " left it",
                            since.filter(other -> !other.isEmpty() && !other.equals(run))
                                    .map(other -> "Undo what was built since first: pxos undo " + other)
                                    .orElse("It was removed or changed since; pxos history lists the runs."));
                });
        OsChange.changedSince(change.base(), OsChange.base(found.source())).ifPresent(piece -> {
            throw Problem.input(
                    "the base of pxOS is not as " + run + " left it",
                    "Undo what changed it since first; pxos history lists the runs.");
        });
        OsChange.changedSince(change.tests(), OsChange.tests(found.kept())).ifPresent(piece -> {
            throw Problem.input(
                    "the kept tests of '" + piece.name() + "' are not as " + run + " left them",
                    "Undo what changed them first, or remove the feature: pxos remove " + piece.name());
        });
    }

    private static OsSource source(OsChange change, OsSource now) {
        OsSource source = withBase(change, now);
        for (Piece piece : change.features()) {
            source = piece.before() == null ? source.without(piece.name()) : source.with(parsed(piece));
        }
        List<String> order = change.orderWithout(now.featureNames());
        List<FeatureBlock> blocks = new ArrayList<>(source.features());
        blocks.sort(Comparator.comparingInt(block -> order.indexOf(block.name())));
        return new OsSource(source.baseText(), source.base(), blocks, source.links());
    }

    private static OsSource withBase(OsChange change, OsSource now) {
        OsSource source = now;
        for (Piece piece : change.base()) {
            OsSource before = OsSource.parse(piece.before());
            source = new OsSource(before.baseText(), before.base(), now.features(), now.links());
        }
        return source;
    }

    private static FeatureBlock parsed(Piece piece) {
        return OsSource.parse(piece.before()).feature(piece.name()).orElseThrow();
    }

    /** A feature that stays must not lose what it needs. */
    private static void refuseIfNeeded(OsSource source, String run, Services services) {
        Dependencies dependencies = new Dependencies(source, services.recipes());
        for (FeatureBlock block : source.features()) {
            for (String needed : dependencies.needs(block)) {
                if (source.feature(needed).isEmpty()) {
                    throw Problem.input(
                            "'" + block.name() + "' needs '" + needed + "', which " + run + " built",
                            "Undo " + block.run() + " first, or remove both: pxos remove " + needed);
                }
            }
        }
    }

    /** A feature that comes back must find its place free. */
    private static void refuseIfTaken(OsSource source, OsChange change) {
        Map<Integer, String> owners = new TreeMap<>();
        for (FeatureBlock block : source.features()) {
            block.addresses().forEach(range -> {
                for (int address = range.first(); address <= range.last(); address++) {
                    String owner = owners.put(address, block.name());
                    if (owner != null) {
                        boolean back = change.featureNames().contains(block.name());
                        throw Problem.input(
                                "the place of '" + (back ? block.name() : owner) + "' is taken by '"
                                        + (back ? owner : block.name()) + "' now",
                                "Remove that first: pxos remove " + (back ? owner : block.name()));
                    }
                }
            });
        }
    }

    private static Map<String, List<Scenario>> tests(OsChange change, OsState found) {
        Map<String, List<Scenario>> tests = new TreeMap<>(found.kept());
        for (Piece piece : change.tests()) {
            if (piece.before() == null) {
                tests.remove(piece.name());
            } else {
                tests.put(piece.name(), Scenario.readAll(Json.read(piece.before())));
            }
        }
        return tests;
    }

    private static String roadmap(OsChange change, String text) {
        String roadmap = text;
        for (Piece piece : change.milestones()) {
            roadmap = piece.before() == null
                    ? RoadmapEditor.markOpen(roadmap, piece.name())
                    : RoadmapEditor.markComplete(roadmap, piece.name(), Completion.parse(piece.before()));
        }
        return roadmap;
    }
}
