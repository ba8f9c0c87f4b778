package pxos.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pxos.build.PrimitiveBuilder;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.TemplateLibrary;
import pxos.json.JsonSchemaCheck;
import pxos.model.CodingModel;
import pxos.model.PlanReader;
import pxos.model.PrimitiveGenerator;
import pxos.model.lm.LanguageModel;
import pxos.model.lm.LanguageModels;
import pxos.model.lm.Llm;
import pxos.model.lm.Progress;
import pxos.model.lm.Schemas;
import pxos.model.recipes.RecipeBook;
import pxos.model.recipes.RecipeModel;
import pxos.os.BootImage;
import pxos.pipeline.RunRequest.Authors;
import pxos.pixel.PixelLogger;
import pxos.pixel.PixelReader;
import pxos.proof.Emulator;
import pxos.proof.QemuTester;
import pxos.proof.pc.PcEmulator;
import pxos.proof.strength.StrengthTester;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** Ties the rooms together for one workspace; it does nothing else. */
public final class Services implements AutoCloseable {

    private static final String PLAN_SCHEMA = "plan.schema.json";
    private static final String RECIPE_SCHEMA = "recipe.schema.json";
    private static final String CODE_SCHEMA = "ai_primitives.schema.json";

    private final Workspace workspace;
    private final Outside outside;
    private final RunObserver observer;
    private final TemplateLibrary library;
    private final PrimitiveBuilder builder;
    private final Map<String, JsonNode> schemas = new HashMap<>();
    private RecipeBook recipes;
    private Emulator emulator;
    private QemuTester tester;

    public Services(Workspace workspace, Outside outside, RunObserver observer) {
        this.workspace = workspace;
        this.outside = outside;
        this.observer = observer;
        this.library = new TemplateLibrary(workspace.primitives());
        this.builder = new PrimitiveBuilder(new FeatureExpander(library), outside.assembler());
    }

    /**
     * @param models who plans and writes the code; none where only the questions are wanted
     * @param listener hears how the run comes along
     */
    Pipeline pipeline(List<CodingModel> models, RunObserver listener) {
        boolean forPrompts = models.isEmpty() || models.stream().anyMatch(CodingModel::isLanguageModel);
        Planner planner = new Planner(recipes());
        Briefing briefing = new Briefing(builder, library, outside.assembler(), forPrompts);
        FeatureStart start = new FeatureStart(
                models,
                new RecipeModel(recipes()),
                new PlanReader(schema(PLAN_SCHEMA)),
                planner,
                new Choosing(recipes()::near),
                briefing);
        FeatureLoop features = new FeatureLoop(
                start,
                new Requirements(library),
                briefing,
                new TrialSteps(
                        new PrimitiveGenerator(features()),
                        builder,
                        this::tester,
                        new StrengthStep(this::strengthTester)),
                Runtime.getRuntime().availableProcessors());
        return new Pipeline(analyzer(), reader(), planner, models, briefing, features, recorder(), listener);
    }

    /** Refuses a run that would replace a pxOS which nobody has anywhere else. The run itself says what else is wrong. */
    void refuseToLose() throws IOException {
        if (!Files.isRegularFile(workspace.image())) {
            return;
        }
        byte[] stored = Files.readAllBytes(workspace.image());
        if (BootImage.canBe(stored)) {
            SelfBuilt.refuseToLose(workspace, new BootImage(stored, Map.of()));
        }
    }

    public StateAnalyzer analyzer() {
        return new StateAnalyzer(builder);
    }

    public PixelReader reader() {
        return new PixelReader(workspace.network());
    }

    Recorder recorder() {
        return new Recorder(new PixelLogger(workspace.network()), reader(), observer, outside.clock());
    }

    /** The tester of this workspace; its guests end with the services. */
    public synchronized QemuTester tester() {
        if (tester == null) {
            tester = new QemuTester(emulator(), new PcEmulator(), observer::saw);
        }
        return tester;
    }

    /** Measures how strong tests are. */
    public StrengthTester strengthTester() {
        return new StrengthTester(this::emulator, outside.cancellation()::check);
    }

    /** Makes the tests of present features stronger. */
    public Hardening hardening(OsState state) {
        return new Hardening(state, builder, strengthTester(), tester());
    }

    /** The emulator of this workspace; its guests end with the services. */
    public synchronized Emulator emulator() {
        emulator = emulator == null ? outside.emulator().get() : emulator;
        return emulator;
    }

    /** Who plans and writes the code; to be closed by who asked. */
    public List<CodingModel> models(Authors authors) {
        return outside.models().apply(this, authors);
    }

    /** The answer that was given; else the models that were chosen; with {@code auto} a provider's that answers, else the recipes. */
    List<CodingModel> chosen(Authors authors) {
        if (authors.given() != null) {
            return List.of(authors.given());
        }
        if (authors.llm() == Llm.RECIPES) {
            return List.of(new RecipeModel(recipes()));
        }
        List<LanguageModel> models = languageModels().of(authors.llm(), authors.url(), authors.models());
        if (!models.isEmpty()) {
            return List.copyOf(models);
        }
        observer.note(
                authors.llm().titles() + " does not answer at " + authors.url() + "; the recipes write the code.");
        return List.of(new RecipeModel(recipes()));
    }

    /** The language models that were chosen, to be closed by who asked; with {@code auto} only where the server answers. */
    public List<CodingModel> languageModels(Authors authors) {
        if (authors.llm() == Llm.AUTO && !languageModels().areAnswering(authors.url())) {
            return List.of();
        }
        List<CodingModel> models = new ArrayList<>(models(authors));
        models.removeIf(model -> !model.isLanguageModel());
        models.forEach(CodingModel::requireReady);
        return models;
    }

    private LanguageModels languageModels() {
        return new LanguageModels(
                new Schemas(schema(PLAN_SCHEMA), schema(CODE_SCHEMA)),
                name -> new Progress(observer::progress, text -> observer.wrote(name, text), observer::note),
                outside.servers());
    }

    public PrimitiveBuilder builder() {
        return builder;
    }

    /** Reads answers into features. */
    public FeatureReader features() {
        return new FeatureReader(schema(CODE_SCHEMA));
    }

    /** What can be built without a model. */
    public RecipeBook recipes() {
        if (recipes == null) {
            recipes = RecipeBook.read(workspace.recipes(), schema(RECIPE_SCHEMA));
        }
        return recipes;
    }

    private JsonNode schema(String name) {
        return schemas.computeIfAbsent(
                name, missing -> JsonSchemaCheck.readSchema(workspace.schemas().resolve(missing)));
    }

    @Override
    public void close() {
        if (emulator != null) {
            emulator.close();
        }
    }
}
