package pxos.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pxos.build.PrimitiveBuilder;
import pxos.build.asm.Assembler;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.TemplateLibrary;
import pxos.model.CodingModel;
import pxos.model.ModelException;
import pxos.model.PlanReader;
import pxos.model.PrimitiveGenerator;
import pxos.model.lm.LmSettings;
import pxos.model.lm.LmStudioClient;
import pxos.model.lm.Schemas;
import pxos.model.recipes.RecipeBook;
import pxos.model.recipes.RecipeException;
import pxos.model.recipes.RecipeModel;
import pxos.pipeline.Facts;
import pxos.pipeline.Pipeline;
import pxos.pipeline.Planner;
import pxos.pipeline.Prover;
import pxos.pipeline.Recorder;
import pxos.pipeline.Remembering;
import pxos.pipeline.Requirements;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunFailure.Kind;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Stage;
import pxos.pipeline.StateAnalyzer;
import pxos.pipeline.Workshop;
import pxos.pixel.PixelLogger;
import pxos.pixel.PixelReader;
import pxos.proof.QemuTester;
import pxos.proof.TestOptions;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** Puts the services of a run together. */
final class Services implements AutoCloseable {

    private static final String PLAN_SCHEMA = "plan.schema.json";
    private static final String CODE_SCHEMA = "ai_primitives.schema.json";

    private final Workspace workspace;
    private final RunOptions options;
    private final RunObserver observer;
    private final Map<String, String> environment;
    private final Assembler assembler;
    private final TemplateLibrary library;
    private final PrimitiveBuilder builder;
    private final Map<String, JsonNode> schemas = new HashMap<>();
    private RecipeBook recipes;
    private QemuTester tester;

    /** @param environment where QEMU and nasm are looked for */
    Services(Workspace workspace, RunOptions options, RunObserver observer, Map<String, String> environment) {
        this.workspace = workspace;
        this.options = options;
        this.observer = observer;
        this.environment = environment;
        this.assembler = NasmAssembler.onPath(environment.getOrDefault("PATH", ""));
        this.library = new TemplateLibrary(workspace.primitives());
        this.builder = new PrimitiveBuilder(new FeatureExpander(library), assembler);
    }

    /** @param forPrompts whether a language model is asked, who needs to be told of the library */
    Pipeline pipeline(boolean forPrompts) throws RunFailedException {
        Facts facts = new Facts(builder, library, assembler, forPrompts);
        if (forPrompts) {
            facts.readAhead();
        }
        Workshop workshop = new Workshop(
                new PrimitiveGenerator(new FeatureReader(schema(CODE_SCHEMA))),
                builder,
                new Prover(this::tester, tests()),
                new Planner(recipes()),
                new Requirements(library),
                new RecipeModel(recipes()));
        return new Pipeline(
                analyzer(),
                new Remembering(new PixelReader(workspace.network())),
                new PlanReader(schema(PLAN_SCHEMA)),
                facts,
                workshop);
    }

    private TestOptions tests() {
        return TestOptions.on(options.drive()).withDeadline(options.request().timeout());
    }

    private synchronized QemuTester tester() {
        if (tester == null) {
            tester = new QemuTester(new QemuEmulator(QemuBinary.locate(environment)));
        }
        return tester;
    }

    /** Ends every QEMU. */
    @Override
    public void close() {
        if (tester != null) {
            tester.close();
        }
    }

    StateAnalyzer analyzer() {
        return new StateAnalyzer(builder);
    }

    Recorder recorder() {
        return new Recorder(new PixelLogger(workspace.network()), new PixelReader(workspace.network()), observer);
    }

    /** The models that were chosen; with {@code auto} LM Studio's if it answers, else the recipes. */
    List<CodingModel> models() throws RunFailedException {
        if (options.llm() == LlmChoice.recipes) {
            return List.of(new RecipeModel(recipes()));
        }
        List<String> names = options.models().isEmpty() ? List.of("") : options.models();
        List<CodingModel> clients = new ArrayList<>();
        try {
            for (String name : names) {
                clients.add(client(name));
            }
            LmStudioClient first = (LmStudioClient) clients.get(0);
            if (options.llm() == LlmChoice.lm_studio) {
                // Setting up HTTP takes a while, and the models are not needed before the workspace is known.
                first.askAhead();
                return clients;
            }
            if (first.isAnswering()) {
                return clients;
            }
        } catch (ModelException e) {
            throw new RunFailedException(new RunFailure(Stage.ANALYSE, Kind.INPUT, e.getMessage(), e.hint()), e);
        }
        clients.forEach(CodingModel::close);
        observer.note("LM Studio does not answer at " + options.lmStudioUrl() + "; the recipes write the code.");
        return List.of(new RecipeModel(recipes()));
    }

    /** A client for one model of the server; an empty name leaves the choice to it. */
    LmStudioClient client(String model) throws RunFailedException, ModelException {
        return new LmStudioClient(
                LmSettings.of(options.lmStudioUrl(), model),
                new Schemas(schema(PLAN_SCHEMA), schema(CODE_SCHEMA)),
                new StreamProgress(observer));
    }

    private RecipeBook recipes() throws RunFailedException {
        if (recipes == null) {
            try {
                recipes = RecipeBook.read(workspace.recipes());
            } catch (RecipeException e) {
                throw new RunFailedException(
                        new RunFailure(
                                Stage.ANALYSE, Kind.INPUT, e.getMessage(), "Put the recipe right, or remove it."),
                        e);
            }
        }
        return recipes;
    }

    private JsonNode schema(String name) throws RunFailedException {
        JsonNode known = schemas.get(name);
        if (known == null) {
            known = SchemaFile.read(workspace.schemas().resolve(name));
            schemas.put(name, known);
        }
        return known;
    }
}
