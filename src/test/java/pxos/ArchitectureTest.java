package pxos;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The drawing of the packages: who may know whom. */
@AnalyzeClasses(packages = "pxos", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("pxos.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesKnowOnlyWhatTheDrawingAllows = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("cli")
            .definedBy("pxos.cli..")
            .layer("pipeline")
            .definedBy("pxos.pipeline..")
            .layer("lm")
            .definedBy("pxos.lm..")
            .layer("model")
            .definedBy("pxos.model..")
            .layer("build")
            .definedBy("pxos.build..")
            .layer("feature")
            .definedBy("pxos.feature..")
            .layer("asm")
            .definedBy("pxos.asm..")
            .layer("source")
            .definedBy("pxos.source..")
            .layer("qemu")
            .definedBy("pxos.qemu..")
            .layer("scenario")
            .definedBy("pxos.scenario..")
            .layer("roadmap")
            .definedBy("pxos.roadmap..")
            .layer("pixel")
            .definedBy("pxos.pixel..")
            .layer("picture")
            .definedBy("pxos.picture..")
            .layer("disk")
            .definedBy("pxos.disk..")
            .layer("workspace")
            .definedBy("pxos.workspace..")
            .layer("disk")
            .definedBy("pxos.disk..")
            .layer("os")
            .definedBy("pxos.os..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("pipeline")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("workspace")
            .mayOnlyBeAccessedByLayers("cli", "pipeline")
            .whereLayer("lm")
            .mayOnlyBeAccessedByLayers("cli", "pipeline")
            .whereLayer("qemu")
            .mayOnlyBeAccessedByLayers("cli", "pipeline")
            .whereLayer("pixel")
            .mayOnlyBeAccessedByLayers("cli", "pipeline")
            .whereLayer("build")
            .mayOnlyBeAccessedByLayers("cli", "pipeline")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("cli", "pipeline", "lm")
            .whereLayer("roadmap")
            .mayOnlyBeAccessedByLayers("cli", "pipeline")
            .whereLayer("picture")
            .mayOnlyBeAccessedByLayers("cli", "pipeline", "pixel")
            .whereLayer("disk")
            .mayOnlyBeAccessedByLayers("cli", "pipeline", "qemu", "scenario")
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("cli", "pipeline", "build")
            .whereLayer("asm")
            .mayOnlyBeAccessedByLayers("cli", "pipeline", "build")
            .whereLayer("feature")
            .mayOnlyBeAccessedByLayers("cli", "pipeline", "build", "model")
            .whereLayer("disk")
            .mayOnlyBeAccessedByLayers("cli", "pipeline", "qemu")
            .whereLayer("scenario")
            .mayOnlyBeAccessedByLayers("cli", "pipeline", "qemu", "feature", "roadmap", "model", "lm");

    @ArchTest
    static final ArchRule onlyTheCommandLineEndsTheProcess =
            com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
                    .that()
                    .resideOutsideOfPackage("pxos.cli")
                    .should()
                    .callMethod(System.class, "exit", int.class);
}
