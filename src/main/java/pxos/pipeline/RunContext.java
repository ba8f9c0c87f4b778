package pxos.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.proof.Discrimination;

/**
 * What a run knows; each stage returns a new one with its part filled in.
 *
 * @param request what was asked for
 * @param runId {@code run_<epoch seconds>}
 * @param started when the run began
 * @param state the OS as the run found it; null before the analysis
 * @param memories relevant earlier runs, in plain text; empty before they are read
 * @param plan the features to build, prerequisites first; empty before planning
 * @param planText the plan in words
 * @param generator who was asked for code; empty before one was chosen
 * @param source the OS source with everything built so far; null before the analysis
 * @param image the image of {@code source}
 * @param built the features built so far
 * @param proof what testing the last one showed; null where nothing was tested
 * @param timings time spent in each stage
 */
public record RunContext(
        RunRequest request,
        String runId,
        Instant started,
        OsState state,
        List<String> memories,
        List<WorkItem> plan,
        String planText,
        String generator,
        OsSource source,
        BootImage image,
        List<BuiltFeature> built,
        Discrimination proof,
        Map<Stage, Duration> timings) {

    public RunContext {
        memories = List.copyOf(memories);
        plan = List.copyOf(plan);
        built = List.copyOf(built);
        timings = Map.copyOf(timings);
    }

    /** A run that has only begun. */
    public static RunContext begin(RunRequest request, String runId, Instant started) {
        return new RunContext(
                request, runId, started, null, List.of(), List.of(), "", "", null, null, List.of(), null, Map.of());
    }

    public RunContext withState(OsState found) {
        return new RunContext(
                request,
                runId,
                started,
                found,
                memories,
                plan,
                planText,
                generator,
                found.source(),
                found.image(),
                built,
                proof,
                timings);
    }

    public RunContext withMemories(List<String> found) {
        return new RunContext(
                request, runId, started, state, found, plan, planText, generator, source, image, built, proof, timings);
    }

    public RunContext withGenerator(String id) {
        return new RunContext(
                request, runId, started, state, memories, plan, planText, id, source, image, built, proof, timings);
    }

    public RunContext withPlan(List<WorkItem> items, String words) {
        return new RunContext(
                request, runId, started, state, memories, items, words, generator, source, image, built, proof,
                timings);
    }

    public RunContext withBuilt(BuiltFeature feature, OsSource newSource, BootImage newImage, Discrimination shown) {
        List<BuiltFeature> all = new ArrayList<>(built);
        all.add(feature);
        return new RunContext(
                request, runId, started, state, memories, plan, planText, generator, newSource, newImage, all, shown,
                timings);
    }

    public RunContext withTime(Stage stage, Duration time) {
        Map<Stage, Duration> times = new EnumMap<>(Stage.class);
        times.putAll(timings);
        times.merge(stage, time, Duration::plus);
        return new RunContext(
                request, runId, started, state, memories, plan, planText, generator, source, image, built, proof,
                times);
    }

    /** Names of the features that the OS has by now. */
    public List<String> present() {
        return source.featureNames();
    }
}
