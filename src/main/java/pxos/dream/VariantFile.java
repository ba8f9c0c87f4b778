package pxos.dream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.build.source.FeatureBlock;
import pxos.coach.RunFolder;
import pxos.dream.Variants.Kept;
import pxos.json.Json;
import pxos.pipeline.OsState;
import pxos.pipeline.StrengthFigures;
import pxos.workspace.Workspace;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where the versions of features are kept: one file, made from the folders of the runs that wrote what pxOS has now. */
final class VariantFile {

    private final Workspace workspace;
    private final Path file;

    VariantFile(Workspace workspace, Path file) {
        this.workspace = workspace;
        this.file = file;
    }

    /** What is kept of the features that models wrote, with what newer runs of them have brought; nothing is written. */
    Variants of(OsState state) {
        return gathered(kept(), state);
    }

    /** The same, written down. */
    Variants gathered(OsState state) {
        Variants before = kept();
        Variants now = gathered(before, state);
        if (!now.equals(before)) {
            try {
                Files.createDirectories(file.getParent());
                SessionFiles.replace(file, Json.writeIndented(Json.published(now)));
            } catch (IOException e) {
                throw Problem.input(
                        "the versions of features cannot be written down: " + Problem.reason(e),
                        "Make room on the disk and make " + file + " writable.");
            }
        }
        return now;
    }

    private Variants gathered(Variants before, OsState state) {
        List<FeatureBlock> written = state.source().features().stream()
                .filter(OversizeSource::isWrittenByAModel)
                .filter(block -> !block.run().isEmpty())
                .toList();
        List<String> runs = written.stream().map(FeatureBlock::run).distinct().toList();
        Variants all = before.only(written.stream().map(FeatureBlock::name).toList(), runs);
        for (String run : runs) {
            if (!all.read().contains(run)) {
                List<String> names = written.stream()
                        .filter(block -> block.run().equals(run))
                        .map(FeatureBlock::name)
                        .toList();
                all = all.with(run, answers(run, names));
            }
        }
        return all;
    }

    /** A file that cannot be read is made anew from the folders of the runs. */
    private Variants kept() {
        try {
            return Files.exists(file)
                    ? Optional.ofNullable(Json.readPublished(Files.readString(file), Variants.class))
                            .orElse(Variants.NONE)
                    : Variants.NONE;
        } catch (IOException | JacksonException e) {
            return Variants.NONE;
        }
    }

    /** The answers of a run that passed their tests. */
    private List<Kept> answers(String run, List<String> features) {
        try {
            return RunFolder.read(workspace.runFolder(run)).attempts().entrySet().stream()
                    .filter(attempt ->
                            features.contains(attempt.getValue().path("feature").asString("")))
                    .flatMap(attempt -> answer(run, attempt.getKey(), attempt.getValue()).stream())
                    .toList();
        } catch (IOException | JacksonException e) {
            // The run's folder is of no use any more; what it built is there.
            return List.of();
        }
    }

    private static Optional<Kept> answer(String run, String file, JsonNode attempt) {
        JsonNode figures = attempt.path("figures");
        JsonNode replies = attempt.path("replies");
        Optional<JsonNode> code =
                Json.object(replies.path(replies.size() - 1).path("answer").asString(""));
        if (code.isEmpty() || !figures.has("seen_in")) {
            return Optional.empty();
        }
        StrengthFigures strength = figures.has("strength")
                ? Json.readPublished(Json.write(figures.path("strength")), StrengthFigures.class)
                : null;
        Variant variant = new Variant(
                attempt.path("feature").asString(""),
                figures.path("bytes").asInt(0),
                strength,
                attempt.path("author").asString(""),
                run,
                file,
                figures.path("seen_in").asString(""));
        return Optional.of(new Kept(variant, code.get()));
    }
}
