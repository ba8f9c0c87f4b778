package pxos.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive;
import pxos.build.feature.Primitive.Use;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.BootImage;

/** pxOS with features that are shipped, in the order in which they can be built. */
public record ShippedOs(OsSource source, BootImage image) {

    /** All of them, but for texts. */
    public static final List<String> ALL = List.of(
            ("line_editor command_parser help clear reboot error_reporting extended_loader dir type files edit build "
                            + "echo ver mem beep date time halt colours")
                    .split(" "));

    private static final TemplateLibrary LIBRARY = new TemplateLibrary(Path.of("primitives"));
    private static final PrimitiveBuilder BUILDER =
            new PrimitiveBuilder(new FeatureExpander(LIBRARY), NasmAssembler.onPath(System.getenv("PATH")));

    /** The OS without any. */
    public static ShippedOs bare() {
        try {
            OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
            return new ShippedOs(source, BUILDER.assemble(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ShippedOs with(List<String> features) {
        ShippedOs os = bare();
        for (String name : features) {
            os = os.and(name, new Use(name, example(name), null));
        }
        return os;
    }

    public static Map<String, Object> example(String name) {
        try {
            return LIBRARY.find(name).orElseThrow().example();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with another feature. */
    public ShippedOs and(String name, Primitive... primitives) {
        try {
            Feature feature = new Feature(name, null, List.of(primitives), List.of());
            var built = BUILDER.add(source, feature, new PrimitiveBuilder.BuildOptions(name, "run_1", "test", false));
            return new ShippedOs(built.source(), built.image());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
