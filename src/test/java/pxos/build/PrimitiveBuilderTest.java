package pxos.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive;
import pxos.build.feature.Primitive.Call;
import pxos.build.feature.Primitive.Define;
import pxos.build.feature.Primitive.Hook;
import pxos.build.feature.Primitive.Text;
import pxos.build.feature.Primitive.Write;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.Vector;

class PrimitiveBuilderTest {

    private static final BuildOptions OPTIONS = new BuildOptions("a test", "run_1", "test", false);
    private static final BuildOptions BOOT_EDIT = new BuildOptions("a test", "run_1", "test", true);

    private final PrimitiveBuilder builder = new PrimitiveBuilder(
            new FeatureExpander(new TemplateLibrary(Path.of("primitives"))), new NasmAssembler(Optional.empty()));
    private OsSource base;

    @BeforeEach
    void readBase() throws Exception {
        base = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
    }

    private static Feature feature(String name, Primitive... primitives) {
        return new Feature(name, null, List.of(primitives), List.of());
    }

    private static Write bytes(Integer address, String bytes) {
        return new Write(address, bytes, "");
    }

    @Test
    void linkingTheCommittedSourceChangesNothing() {
        assertThat(Linker.link(base, List.of()).render()).isEqualTo(base.render());
    }

    @Test
    void attachesATextToThePointerOfTheBanner() throws Exception {
        BuildResult result =
                builder.add(base, feature("hello", new Text("text", "HI"), new Hook("banner", "text", null)), OPTIONS);
        assertThat(result.image().textAt(Vector.BANNER)).isEqualTo("HI");
        assertThat(result.written()).containsExactly(new AddressRange(0x7E00, 0x7E02));
    }

    @Test
    void resolvesNearCallsToServices() throws Exception {
        BuildResult result = builder.add(base, feature("caller", new Call("putc")), OPTIONS);
        // E8 with 7C40 - 7E03 = FE3D (Intel SDM vol. 2, CALL).
        assertThat(result.image().slice(new AddressRange(0x7E00, 0x7E02))).containsExactly(0xE8, 0x3D, 0xFE);
    }

    @Test
    void chainsListNodesTheLastHookedFirst() throws Exception {
        OsSource one = builder.add(base, key("one"), OPTIONS).source();
        BuildResult two = builder.add(one, key("two"), OPTIONS);
        int head = two.image().word(Vector.ON_KEY.address());
        int second = two.image().word(head);
        assertThat(two.image().nearestLabel(head)).contains("two.node");
        assertThat(two.image().nearestLabel(second)).contains("one.node");
        assertThat(two.image().word(second)).isZero();
        assertThat(two.image().nearestLabel(two.image().word(head + 2))).contains("two.run");
    }

    @Test
    void buildingTheSameFeatureAgainReplacesItsBlock() throws Exception {
        OsSource once = builder.add(builder.add(base, key("one"), OPTIONS).source(), key("two"), OPTIONS)
                .source();
        OsSource again = builder.add(once, key("one"), OPTIONS).source();
        assertThat(again.render()).isEqualTo(once.render());
    }

    private static Feature key(String name) {
        return feature(name, new Define("run", null), bytes(null, "C3"), new Hook("on_key", "run", null));
    }

    @Test
    void aSourceWithFeaturesIsReadBackAndBuildsTheSameImage() throws Exception {
        BuildResult result = builder.add(base, key("one"), OPTIONS);
        OsSource read = OsSource.parse(result.source().render());
        assertThat(read).isEqualTo(result.source());
        assertThat(builder.assemble(read).bytes()).isEqualTo(result.image().bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7DFE, 0x7DFF})
    void neverWritesTheBootSignature(int address) {
        assertThatThrownBy(() -> builder.add(base, feature("evil", bytes(address, "00")), BOOT_EDIT))
                .isInstanceOf(Problem.class)
                .hasMessage(String.format("0x%04X is the boot signature, which is never written", address));
    }

    @Test
    void writesTheBootSectorOnlyWhenItIsAllowed() throws Exception {
        Feature edit = feature("edit", bytes(0x7C5B, "90 90"));
        assertThatThrownBy(() -> builder.add(base, edit, OPTIONS))
                .hasMessage("0x7C5B-0x7C5C is in the boot sector, which only --allow-boot-edit opens");
        OsSource edited = builder.add(base, edit, BOOT_EDIT).source();
        assertThat(builder.assemble(OsSource.parse(edited.render())).slice(new AddressRange(0x7C5B, 0x7C5C)))
                .containsExactly(0x90, 0x90);
    }

    @Test
    void refusesTheVectorTableTheExtendedZoneAndEverythingOutside() {
        assertThatThrownBy(() -> builder.add(base, feature("evil", bytes(0x7FE0, "00")), BOOT_EDIT))
                .hasMessage("0x7FE0 is in the vector table, which only a HOOK changes");
        assertThatThrownBy(() -> builder.add(base, feature("evil", bytes(0x8000, "00")), BOOT_EDIT))
                .hasMessage("0x8000 is in the extended zone, which milestone M6 opens");
        assertThatThrownBy(() -> builder.add(base, feature("evil", bytes(0x0600, "00")), BOOT_EDIT))
                .hasMessage("0x0600 is outside the safe zone 7E00-7FDF");
    }

    @Test
    void refusesToOverlapAnotherFeatureAndNamesIt() throws Exception {
        OsSource one = builder.add(base, key("one"), OPTIONS).source();
        assertThatThrownBy(() -> builder.add(one, feature("evil", bytes(0x7DFF + 1, "90 90")), OPTIONS))
                .hasMessage("0x7E00-0x7E01 is already used by feature 'one'");
    }

    @Test
    void saysHowMuchRoomThereIsAndThatM6IsTheWayOut() {
        Primitive[] texts = new Primitive[7];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new Text("text" + i, "x".repeat(70));
        }
        assertThatThrownBy(() -> builder.add(base, feature("large", texts), OPTIONS))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.hint()).contains("M6"))
                .hasMessage("no room for 'large': it takes 497 bytes, and the largest free run of the safe zone has 480"
                        + " (480 free in all), of which 100 in one piece are kept for the loader of milestone M6");
    }

    @Test
    void namesEveryLabelThatIsUnknownDoubleOrTaken() {
        assertThatThrownBy(() -> builder.add(base, feature("evil", new Call("nowhere"), new Call("neither")), OPTIONS))
                .hasMessage("unknown label 'nowhere'; unknown label 'neither'");
        assertThatThrownBy(
                        () -> builder.add(base, feature("evil", new Define("a", null), new Define("a", null)), OPTIONS))
                .hasMessage("label 'a' is defined twice");
        assertThatThrownBy(() -> builder.add(base, feature("evil", new Define("putc", null)), OPTIONS))
                .hasMessage("label 'putc' belongs to the OS; take another name");
        assertThatThrownBy(() -> builder.add(base, feature("evil", new Hook("on_key", "nowhere", null)), OPTIONS))
                .hasMessage("unknown label 'nowhere'");
    }

    @Test
    void refusesAShortJumpThatIsTooFar() {
        assertThatThrownBy(() -> builder.add(
                        base,
                        feature(
                                "far",
                                bytes(null, "EB s:end"),
                                new Text("pad", "x".repeat(200)),
                                new Define("end", null)),
                        OPTIONS))
                .hasMessage("'end' is 201 bytes away: too far for a short jump");
    }

    @Test
    void opensTheExtendedZoneWithTheLoaderAndLinksItAtRunTime() throws Exception {
        OsSource loader = builder.add(base, feature("extended_loader", bytes(null, "C3")), OPTIONS)
                .source();
        Primitive[] large = new Primitive[8];
        for (int i = 0; i < 7; i++) {
            large[i] = new Text("text" + i, "x".repeat(70));
        }
        large[7] = new Hook("commands", "text0", "big");
        BuildResult result = builder.add(loader, feature("large", large), OPTIONS);
        assertThat(result.image().bytes()).hasSize(18 * 512);
        assertThat(result.written().get(0).first()).isEqualTo(MemoryMap.EXTENDED_FEATURES.first());
        assertThat(result.image().word(Vector.COMMANDS.address())).isZero();
        int descriptor = result.image().word(MemoryMap.FIRST_DESCRIPTOR);
        assertThat(result.image().word(descriptor + 2)).isEqualTo(Vector.COMMANDS.address());
        assertThat(wordSum(result.image())).isEqualTo(MemoryMap.EXTENDED_WORD_SUM);
        assertThat(builder.assemble(OsSource.parse(result.source().render())).bytes())
                .isEqualTo(result.image().bytes());
    }

    @Test
    void sumsTheExtendedZoneAnewAfterAnEditByHand() throws Exception {
        OsSource loader = builder.add(base, feature("extended_loader", bytes(null, "C3")), OPTIONS)
                .source();
        Feature wide = feature("wide", bytes(MemoryMap.EXTENDED_FEATURES.first(), "66 90"));
        String text = builder.add(loader, wide, OPTIONS).source().render();

        BootImage edited = builder.assemble(OsSource.parse(text.replace("WRITE 0x8036 0x66", "WRITE 0x8036 0x46")));

        assertThat(edited.word(MemoryMap.EXTENDED_FEATURES.first())).isEqualTo(0x9046);
        assertThat(wordSum(edited)).isEqualTo(MemoryMap.EXTENDED_WORD_SUM);
    }

    @Test
    void linksAnewAfterAnEditByHand() throws Exception {
        OsSource two = builder.add(builder.add(base, key("one"), OPTIONS).source(), key("two"), OPTIONS)
                .source();
        String text = two.render();
        String first = text.substring(text.indexOf("# === feature one"), text.indexOf("# === feature two"));

        BootImage edited = builder.assemble(OsSource.parse(text.replace(first, "")));

        assertThat(edited.nearestLabel(edited.word(Vector.ON_KEY.address()))).contains("two.node");
        assertThat(edited.word(edited.word(Vector.ON_KEY.address()))).isZero();
    }

    private static int wordSum(BootImage image) {
        int sum = 0;
        for (int address = 0x8000; address < 0xA000; address += 2) {
            sum += image.word(address);
        }
        return sum & 0xFFFF;
    }

    @Test
    void keepsRoomForTheLoaderUntilItIsThere() throws Exception {
        BuildResult most = builder.add(base, filler("most", 480 - 100), OPTIONS);
        assertThat(builder.usage(most.source()).get(1).freeBytes()).isEqualTo(100);
        assertThatThrownBy(() -> builder.add(base, filler("more", 480 - 87), OPTIONS))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.hint()).contains("Milestone M6"))
                .hasMessage("no room for 'more': it takes 393 bytes, and the largest free run of the safe zone has 480"
                        + " (480 free in all), of which 100 in one piece are kept for the loader of milestone M6");
        assertThatThrownBy(() -> builder.add(most.source(), filler("one", 1), OPTIONS))
                .hasMessageStartingWith("no room for 'one': it takes 1 bytes");
    }

    @Test
    void keepsRoomForTheLoaderAlsoFromAFeatureThatNamesItsAddress() {
        List<Primitive> spread = List.of(bytes(0x7E00 + 87, "90"), bytes(0x7E00 + 240, "90"), bytes(0x7FDF, "90"));
        assertThat(buildable(spread)).isTrue();
        List<Primitive> everywhere = new ArrayList<>();
        for (int address = 0x7E00; address <= 0x7FDF; address += 80) {
            everywhere.add(bytes(address, "90"));
        }
        assertThat(buildable(everywhere)).isFalse();
    }

    private boolean buildable(List<Primitive> primitives) {
        try {
            builder.add(base, new Feature("spread", null, primitives, List.of()), OPTIONS);
            return true;
        } catch (Problem e) {
            assertThat(e).hasMessageContaining("100 in one piece are kept");
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void takesTheHoleThatLeavesRoomForTheLoader() throws Exception {
        OsSource holed = builder.add(base, feature("wall", bytes(0x7E00 + 100, "90")), OPTIONS)
                .source();
        OsSource walled = builder.add(
                        holed, feature("end", bytes(0x7E00 + 100 + 61, "90"), bytes(0x7E00 + 300, "90")), OPTIONS)
                .source();
        OsSource rest = builder.add(walled, filler("rest", 179), OPTIONS).source();
        assertThat(builder.add(rest, filler("small", 60), OPTIONS).written())
                .containsExactly(new AddressRange(0x7E00, 0x7E3B));
    }

    @Test
    void fillsTheSafeZoneToTheLastByteOnceTheLoaderIsThere() throws Exception {
        OsSource loader =
                builder.add(base, filler("extended_loader", 77), OPTIONS).source();
        BuildResult result = builder.add(loader, filler("full", 480 - 77), OPTIONS);
        assertThat(builder.usage(result.source()).get(1).freeBytes()).isZero();
    }

    @Test
    void letsTheLoaderItselfHaveTheRoomThatIsKeptForIt() throws Exception {
        OsSource most = builder.add(base, filler("most", 480 - 100), OPTIONS).source();
        OsSource full =
                builder.add(most, filler("extended_loader", 100), OPTIONS).source();
        assertThat(builder.usage(full).get(1).freeBytes()).isZero();
    }

    private static Feature filler(String name, int sizeBytes) {
        return new Feature(name, null, List.of(bytes(null, "90 ".repeat(sizeBytes))), List.of());
    }
}
