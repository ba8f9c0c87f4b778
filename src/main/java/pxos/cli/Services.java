package pxos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import pxos.asm.Assembler;
import pxos.asm.NasmAssembler;
import pxos.build.PrimitiveBuilder;
import pxos.feature.FeatureExpander;
import pxos.feature.FeatureReader;
import pxos.feature.TemplateLibrary;
import pxos.lm.LmSettings;
import pxos.lm.LmStudioClient;
import pxos.lm.Schemas;
import pxos.model.CodingModel;
import pxos.model.ModelException;
import pxos.model.PlanReader;
import pxos.model.PrimitiveGenerator;
import pxos.model.RecipeBook;
import pxos.model.RecipeException;
import pxos.model.RecipeModel;
import pxos.pipeline.Pipeline;
import pxos.pipeline.Planner;
import pxos.pipeline.Prover;
import pxos.pipeline.Recorder;
import pxos.pipeline.Remembering;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunFailure.Kind;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Stage;
import pxos.pipeline.StateAnalyzer;
import pxos.pixel.PixelLogger;
import pxos.pixel.PixelReader;
import pxos.qemu.QemuTester;
import pxos.qemu.TestOptions;
import pxos.workspace.Workspace;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts the services of a run together. */
final class Services {

    private static final String PLAN_SCHEMA = "plan.schema.json";
    private static final String CODE_SCHEMA = "ai_primitives.schema.json";

    private final Workspace workspace;
    private final RunOptions options;
    private final RunObserver observer;
    private final JsonMapper json = JsonMapper.shared();
    private final Assembler assembler = NasmAssembler.onPath(System.getenv().getOrDefault("PATH", ""));
    private final PrimitiveBuilder builder;
    private RecipeBook recipes;

    Services(Workspace workspace, RunOptions options, RunObserver observer) {
        this.workspace = workspace;
        this.options = options;
        this.observer = observer;
        this.builder = new PrimitiveBuilder(
                new FeatureExpander(new TemplateLibrary(workspace.primitives(), json)), assembler);
    }

    Pipeline pipeline() throws RunFailedException {
        TestOptions tests = TestOptions.defaults()
                .withDrive(options.drive)
                .withDeadline(options.request().timeout());
        return new Pipeline(
                analyzer(),
                new Remembering(new PixelReader(workspace.network())),
                new Planner(recipes()),
                new PlanReader(json, schema(PLAN_SCHEMA)),
                new PrimitiveGenerator(new FeatureReader(json, schema(CODE_SCHEMA))),
                builder,
                assembler,
                new Prover(QemuTester::located, tests));
    }

    StateAnalyzer analyzer() {
        return new StateAnalyzer(builder, json);
    }

    Recorder recorder() {
        return new Recorder(json, new PixelLogger(workspace.network()), new PixelReader(workspace.network()), observer);
    }

    /** The model that was chosen; with {@code auto} LM Studio if it answers, else the recipes. */
    CodingModel model() throws RunFailedException {
        if (options.llm == LlmChoice.recipes) {
            return new RecipeModel(recipes());
        }
        try {
            LmStudioClient client = new LmStudioClient(
                    LmSettings.of(options.lmStudioUrl, options.models.isEmpty() ? "" : options.models.get(0)),
                    new Schemas(schema(PLAN_SCHEMA), schema(CODE_SCHEMA)),
                    new StreamProgress(observer));
            if (options.llm == LlmChoice.lm_studio || client.isAnswering()) {
                return client;
            }
            client.close();
        } catch (ModelException e) {
            throw new RunFailedException(
                    new RunFailure(Stage.ANALYSE, Kind.INPUT, e.getMessage(), e.hint()), e);
        }
        observer.note("LM Studio does not answer at " + options.lmStudioUrl + "; the recipes write the code.");
        return new RecipeModel(recipes());
    }

    private RecipeBook recipes() throws RunFailedException {
        if (recipes == null) {
            try {
                recipes = RecipeBook.read(workspace.recipes());
            } catch (RecipeException e) {
                throw new RunFailedException(
                        new RunFailure(Stage.ANALYSE, Kind.INPUT, e.getMessage(), "Put the recipe right, or remove it."),
                        e);
            }
        }
        return recipes;
    }

    private JsonNode schema(String name) throws RunFailedException {
        Path file = workspace.schemas().resolve(name);
        try {
            return json.readTree(Files.readString(file));
        } catch (IOException e) {
            throw malformed("cannot read " + file + ": " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw malformed(
                    file + ", line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static RunFailedException malformed(String message, Exception cause) {
        return new RunFailedException(
                new RunFailure(Stage.ANALYSE, Kind.INPUT, message, "Restore the file; pxos init DIR makes a fresh copy."),
                cause);
    }
}
