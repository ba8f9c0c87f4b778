package pxos.workbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pxos.Problem;
import pxos.build.shrink.Shrinker;
import pxos.build.shrink.Shrinker.Shrunk;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.pipeline.OsState;
import pxos.pipeline.Revisions.Plan;
import pxos.pipeline.Revisions.Planned;
import pxos.pipeline.Services;
import pxos.pipeline.SmallerVersions.Asking;
import pxos.pipeline.SmallerVersions.Offer;
import pxos.proof.Emulator;
import pxos.proof.pc.PcEmulator;
import pxos.proof.strength.Sameness;
import pxos.proof.strength.Sameness.Compared;
import pxos.scenario.Scenario;
import pxos.workbench.Smaller.Step;

/**
 * Makes features smaller, one after the other, and keeps only what shows the same in random sessions: in the second machine,
 * then in the judge. Language models are asked for versions of their own, where there are any.
 *
 * @param sessions how many sessions each smaller feature has to show the same in, in the second machine
 * @param judged how many of them all smaller features together have to, in the judge
 */
public record Optimiser(int sessions, int judged) {

    /**
     * What was found.
     *
     * @param found the OS as it was
     * @param source the OS with all smaller features
     * @param image its image
     * @param features the smaller features
     * @param refused features that were smaller and showed something else, each with the session
     * @param leftAlone features of which it is not certain which bytes are addresses
     * @param compared what the sessions in the second machine showed, of the OS as it would be then
     * @param judged the same in the judge
     * @param offers what language models wrote
     */
    public record Optimised(
            OsState found,
            OsSource source,
            BootImage image,
            List<Shrunk> features,
            List<String> refused,
            List<String> leftAlone,
            Compared compared,
            Compared judged,
            List<Offer> offers) {
        public Optimised {
            features = List.copyOf(features);
            refused = List.copyOf(refused);
            leftAlone = List.copyOf(leftAlone);
            offers = List.copyOf(offers);
        }

        public int savedBytes() {
            return features.stream()
                    .mapToInt(shrunk -> shrunk.before() - shrunk.after())
                    .sum();
        }

        /** Puts it in the place of the OS; a run that can be undone. */
        public Plan plan() {
            return (now, services) -> {
                if (!now.source().equals(found.source())) {
                    throw Problem.input("pxOS has changed meanwhile", "Run pxos optimise again.");
                }
                String names = String.join(
                        ", ", features.stream().map(each -> each.block().name()).toList());
                return new Planned(
                        "Optimise " + names + ": " + savedBytes() + " bytes less",
                        now.with(source, image),
                        "",
                        "Nothing was changed. Optimise the features one by one: pxos optimise FEATURE.");
            };
        }
    }

    /**
     * @param features their names; none for all
     * @throws Problem where there is no such feature
     */
    public Optimised optimise(OsState found, Services services, List<String> features) throws IOException {
        return optimise(found, services, features, Asking.NOBODY);
    }

    /** The same, and language models are asked for smaller versions. */
    public Optimised optimise(OsState found, Services services, List<String> features, Asking asking)
            throws IOException {
        OsState now = found;
        List<Shrunk> kept = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<String> leftAlone = new ArrayList<>();
        List<Offer> offers = new ArrayList<>();
        try (PcEmulator fast = new PcEmulator()) {
            for (String name : features.isEmpty() ? found.source().featureNames() : features) {
                FeatureBlock block = FeatureInfo.block(name, now);
                if (!Shrinker.isMovable(block, now.source(), now.image())) {
                    leftAlone.add(name);
                    continue;
                }
                Smaller smaller =
                        new Smaller(services, asking, name, image -> compare(found, image, name, fast, 0, sessions));
                Step step = smaller.of(now);
                offers.addAll(step.offers());
                step.refused().forEach(shown -> refused.add(name + ": " + shown));
                if (!step.words().isEmpty()) {
                    now = step.os();
                    FeatureBlock after = FeatureInfo.block(name, now);
                    kept.add(new Shrunk(after, block.sizeBytes(), after.sizeBytes(), step.words()));
                }
            }
            Compared nothing = new Compared(0, 0, "");
            BootImage image = now.image();
            Compared whole = kept.isEmpty() ? nothing : compare(found, image, "", fast, sessions, sessions);
            Compared judge = kept.isEmpty() ? nothing : compare(found, image, "", services.emulator(), 0, judged);
            return new Optimised(found, now.source(), image, kept, refused, leftAlone, whole, judge, offers);
        }
    }

    private static Compared compare(
            OsState found, BootImage image, String feature, Emulator emulator, int first, int count) {
        List<Scenario> all = found.scenarios();
        List<Scenario> own = new ArrayList<>(found.kept().getOrDefault(feature, List.of()));
        List<String> present = found.source().featureNames();
        found.roadmap().milestones().forEach(milestone -> own.addAll(milestone.scenarios(feature, present)));
        return new Sameness(found.image(), image, own, all).compare(emulator, first, count);
    }
}
