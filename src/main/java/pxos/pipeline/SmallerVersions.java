package pxos.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.feature.Feature;
import pxos.build.source.FeatureBlock;
import pxos.build.source.FeatureBlock.Hook;
import pxos.build.source.ListedRow;
import pxos.build.source.SourceLine;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Reply;
import pxos.os.BootImage;
import pxos.os.Vector.Kind;
import pxos.proof.DriveKind;
import pxos.proof.strength.Repeatable;
import pxos.proof.strength.Strength;
import pxos.scenario.Scenario;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a language model for a present feature in fewer bytes. The model writes code alone: what attaches the feature to the OS
 * stays, and so do its tests. The answer meets the schema and the rails of any other, passes those tests, and is held by them
 * as the code of any model is.
 */
public final class SmallerVersions {

    private final Services services;
    private final Function<OsState, String> difference;

    /**
     * What a model wrote.
     *
     * @param sizeBytes what it takes; 0 where it could not be built
     * @param refused why it is of no use; empty where it was taken
     */
    public record Offer(String model, String feature, int sizeBytes, String refused) {}

    /** @param smaller the OS with the version that was taken; empty where none was */
    public record Asked(List<Offer> offers, Optional<OsState> smaller) {}

    /** @param difference what an OS shows otherwise than the present one; empty for nothing */
    public SmallerVersions(Services services, Function<OsState, String> difference) {
        this.services = services;
        this.difference = difference;
    }

    /**
     * Who is asked.
     *
     * @param models language models, one after the other
     * @param rounds how often each at most; each time it knows why the answers before were refused
     * @param candidates answers to ask for at a time
     */
    public record Asking(List<CodingModel> models, int rounds, int candidates) {

        public static final Asking NOBODY = new Asking(List.of(), 0, 0);

        public Asking {
            models = List.copyOf(models);
        }
    }

    /** Asks one of the models until a version is taken. */
    public Asked ask(OsState state, FeatureBlock block, CodingModel model, Asking asking) throws IOException {
        List<Offer> offers = new ArrayList<>();
        Map<String, Hook> hooks = hooks(block, state.image());
        for (int round = 0; round < asking.rounds() && !hooks.isEmpty(); round++) {
            AskForSmaller question = new AskForSmaller(
                    block.name() + ": " + block.title(),
                    block.sizeBytes(),
                    code(block),
                    List.copyOf(hooks.keySet()),
                    state.testsOf(block.name()),
                    offers.stream().map(Offer::refused).distinct().toList());
            List<Reply> replies = model.choose(question, AskOptions.DEFAULT, asking.candidates());
            if (replies.isEmpty()) {
                break;
            }
            for (Reply reply : replies) {
                Judged judged = judged(state, block, hooks, reply, model);
                offers.add(judged.offer());
                if (judged.offer().refused().isEmpty()) {
                    return new Asked(offers, Optional.of(judged.smaller()));
                }
            }
        }
        return new Asked(offers, Optional.empty());
    }

    private record Judged(Offer offer, OsState smaller) {}

    private Judged judged(OsState state, FeatureBlock block, Map<String, Hook> hooks, Reply reply, CodingModel model)
            throws IOException {
        int sizeBytes = 0;
        try {
            BuildResult built = built(state, block, hooks, reply, model);
            sizeBytes = built.sizeBytes();
            return new Judged(
                    new Offer(model.id(), block.name(), sizeBytes, refusal(state, block, built)),
                    state.with(built.source(), built.image()));
        } catch (Problem e) {
            if (e.kind() == Problem.Kind.MISSING) {
                throw e;
            }
            return new Judged(new Offer(model.id(), block.name(), sizeBytes, e.getMessage()), state);
        }
    }

    private BuildResult built(
            OsState state, FeatureBlock block, Map<String, Hook> hooks, Reply reply, CodingModel model)
            throws IOException {
        if (reply.failure().isPresent()) {
            throw reply.failure().get();
        }
        String code = Json.object(reply.json())
                .map(answer -> answer.path("code").asString(""))
                .orElse("");
        ObjectNode feature = Json.object().put("feature", block.name());
        ArrayNode primitives = feature.putArray("primitives");
        primitives.addObject().put("type", "ASM").put("code", code);
        hooks.forEach((label, hook) -> {
            ObjectNode attached = primitives.addObject().put("type", "HOOK");
            attached.put("vector", hook.vector().label()).put("label", label);
            if (hook.vector().kind() == Kind.COMMAND_LIST) {
                attached.put("name", commandName(state.image(), hook));
            }
        });
        Feature read = services.features().read(Json.write(feature));
        String author = reply.model().isEmpty() ? model.id() : reply.model();
        return services.builder()
                .add(state.source(), read, new BuildOptions(block.title(), block.run(), author, false));
    }

    private String refusal(OsState state, FeatureBlock block, BuildResult built) {
        if (built.sizeBytes() >= block.sizeBytes()) {
            return "it takes " + built.sizeBytes() + " bytes, and " + block.sizeBytes() + " are taken now";
        }
        List<Scenario> tests = state.testsOf(block.name());
        for (Scenario test : tests) {
            if (!Repeatable.passes(test, built.image(), DriveKind.IDE)) {
                return "its test fails: " + test.name();
            }
        }
        OsState smaller = state.with(built.source(), built.image());
        String shown = difference.apply(smaller);
        if (!shown.isEmpty()) {
            return "it shows something else: " + shown;
        }
        Strength strength = services.hardening(smaller).strength(block.name());
        return Floor.isReachedBy(strength)
                ? ""
                : "its tests hold too little of it: "
                        + (Floor.isReachedByFigures(strength) ? StrengthText.untyped(strength.untyped()) : strength);
    }

    /** Where a list calls the feature, by label; nothing where it attaches otherwise, or by what has no label. */
    private static Map<String, Hook> hooks(FeatureBlock block, BootImage image) {
        Map<String, Hook> hooks = new TreeMap<>();
        for (Hook hook : block.hooks()) {
            int called = hook.vector().kind().isList() ? image.word(hook.address() + 2) : -1;
            labels(block)
                    .filter(define -> define.address() == called)
                    .findFirst()
                    .ifPresent(define -> hooks.put(own(block, define.label()), hook));
        }
        return hooks.size() == block.hooks().size() ? hooks : Map.of();
    }

    private static Stream<SourceLine.Define> labels(FeatureBlock block) {
        return block.lines().stream()
                .filter(SourceLine.Define.class::isInstance)
                .map(SourceLine.Define.class::cast);
    }

    private static String own(FeatureBlock block, String label) {
        return label.startsWith(block.name() + ".")
                ? label.substring(block.name().length() + 1)
                : label;
    }

    private static String commandName(BootImage image, Hook hook) {
        StringBuilder name = new StringBuilder();
        for (int at = hook.address() + 4; (image.word(at) & 0xFF) != 0; at++) {
            name.append((char) (image.word(at) & 0xFF));
        }
        return name.toString();
    }

    /** Without the nodes at its end. */
    private static List<String> code(FeatureBlock block) {
        int end = block.hooks().stream().mapToInt(Hook::address).min().orElse(0xFFFF);
        return ListedRow.of(block.lines().stream()).stream()
                .filter(row -> row.address() < end && !row.text().matches("next hook descriptor|prepend .*"))
                .map(row -> line(block, row))
                .toList();
    }

    private static String line(FeatureBlock block, ListedRow row) {
        if (row.hasBytes()) {
            return row.text().startsWith("'") ? "db " + row.text() : row.text();
        }
        String label = own(block, row.text());
        return label.substring(Math.max(0, label.lastIndexOf('.'))) + ":";
    }
}
