package pxos.workbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import pxos.proof.Emulator;
import pxos.proof.pc.PcEmulator;
import pxos.proof.strength.Sameness;
import pxos.proof.strength.Sameness.Compared;
import pxos.scenario.Scenario;

/**
 * Makes features smaller, one after the other, and keeps only what shows the same in random sessions: in the second machine,
 * then in the judge.
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
     */
    public record Optimised(
            OsState found,
            OsSource source,
            BootImage image,
            List<Shrunk> features,
            List<String> refused,
            List<String> leftAlone,
            Compared compared,
            Compared judged) {
        public Optimised {
            features = List.copyOf(features);
            refused = List.copyOf(refused);
            leftAlone = List.copyOf(leftAlone);
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
        List<String> names = features.isEmpty() ? found.source().featureNames() : features;
        OsSource source = found.source();
        BootImage image = found.image();
        List<Shrunk> kept = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<String> leftAlone = new ArrayList<>();
        try (PcEmulator fast = new PcEmulator()) {
            for (String name : names) {
                FeatureBlock block = FeatureView.block(name, found.with(source, image));
                if (!Shrinker.isMovable(block, source, image)) {
                    leftAlone.add(name);
                }
                Optional<Shrunk> shrunk = Shrinker.shrink(block, source, image);
                if (shrunk.isEmpty()) {
                    continue;
                }
                OsSource smaller =
                        services.builder().link(source.with(shrunk.get().block()));
                BootImage smallerImage = services.builder().assemble(smaller);
                Compared compared = compare(found, smallerImage, name, fast, 0, sessions);
                if (compared.difference().isEmpty()) {
                    source = smaller;
                    image = smallerImage;
                    kept.add(shrunk.get());
                } else {
                    refused.add(name + ": " + compared.difference());
                }
            }
            if (kept.isEmpty()) {
                Compared nothing = new Compared(0, 0, "");
                return new Optimised(found, source, image, kept, refused, leftAlone, nothing, nothing);
            }
            Compared whole = compare(found, image, "", fast, sessions, sessions);
            Compared judge = compare(found, image, "", services.emulator(), 0, judged);
            return new Optimised(found, source, image, kept, refused, leftAlone, whole, judge);
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
