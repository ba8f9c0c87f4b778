package pxos.workbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import pxos.build.shrink.Shrinker;
import pxos.build.shrink.Shrinker.Shrunk;
import pxos.build.source.OsSource;
import pxos.model.CodingModel;
import pxos.os.BootImage;
import pxos.pipeline.OsState;
import pxos.pipeline.Services;
import pxos.pipeline.SmallerVersions;
import pxos.pipeline.SmallerVersions.Asked;
import pxos.pipeline.SmallerVersions.Asking;
import pxos.pipeline.SmallerVersions.Offer;
import pxos.proof.strength.Sameness.Compared;

/**
 * Makes one feature smaller: rewrites it, asks language models for their versions, and rewrites those.
 *
 * @param asking which models are asked, and how often
 * @param feature its name
 * @param compared what sessions show of an image
 */
record Smaller(Services services, Asking asking, String feature, Function<BootImage, Compared> compared) {

    /**
     * What came of it.
     *
     * @param os the OS, with the smaller feature where there is one
     * @param words what was done, one line each
     * @param refused sessions in which something smaller showed something else
     * @param offers what language models wrote
     */
    record Step(OsState os, List<String> words, List<String> refused, List<Offer> offers) {

        private Step with(List<Offer> more) {
            return new Step(os, words, refused, joined(offers, more));
        }

        private Step with(String word, Step next) {
            List<String> all = joined(joined(words, List.of(word)), next.words());
            return new Step(next.os(), all, joined(refused, next.refused()), offers);
        }

        private static <T> List<T> joined(List<T> some, List<T> more) {
            List<T> all = new ArrayList<>(some);
            all.addAll(more);
            return List.copyOf(all);
        }
    }

    Step of(OsState now) throws IOException {
        Step step = rewritten(now);
        for (CodingModel model : asking.models()) {
            Asked asked = new SmallerVersions(services, os -> difference(os.image()))
                    .ask(step.os(), FeatureInfo.block(feature, step.os()), model, asking);
            step = step.with(asked.offers());
            if (asked.smaller().isPresent()) {
                step = step.with(
                        "written anew by " + model.id(),
                        rewritten(asked.smaller().get()));
            }
        }
        return step;
    }

    private Step rewritten(OsState now) throws IOException {
        Optional<Shrunk> shrunk = Shrinker.shrink(FeatureInfo.block(feature, now), now.source(), now.image());
        if (shrunk.isEmpty()) {
            return new Step(now, List.of(), List.of(), List.of());
        }
        OsSource source = services.builder().link(now.source().with(shrunk.get().block()));
        BootImage image = services.builder().assemble(source);
        String shown = difference(image);
        return shown.isEmpty()
                ? new Step(now.with(source, image), shrunk.get().rewrites(), List.of(), List.of())
                : new Step(now, List.of(), List.of(shown), List.of());
    }

    private String difference(BootImage image) {
        return compared.apply(image).difference();
    }
}
