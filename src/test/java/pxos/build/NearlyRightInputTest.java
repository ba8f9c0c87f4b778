package pxos.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pxos.Mutations;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;
import tools.jackson.databind.json.JsonMapper;

/** Sources and answers with a few random changes: taken or refused as declared, never a crash. */
class NearlyRightInputTest {

    /** {@code -Dfuzz=20000} tries more. */
    private static final int TEXTS = Integer.getInteger("fuzz", 250);

    private static final BuildOptions OPTIONS = new BuildOptions("a test", "run_1", "test", false);
    private static final BuildOptions BOOT_EDIT = new BuildOptions("a test", "run_1", "test", true);

    private final PrimitiveBuilder builder = new PrimitiveBuilder(
            new FeatureExpander(new TemplateLibrary(Path.of("primitives"))), new NasmAssembler(Optional.empty()));

    private static OsSource base() throws Exception {
        return OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
    }

    private static final String ANSWER = """
            {"feature": "star", "start_address": "0x7E10",
             "primitives": [
               {"type": "COMMENT", "text": "words"},
               {"type": "DEFINE", "label": "run"},
               {"type": "DEFINE", "label": "port", "address": "0x64"},
               {"type": "WRITE", "bytes": "3C 2A 75 s:pass B0 2B", "comment": "cmp al, '*'"},
               {"type": "CALL", "label": "putc"},
               {"type": "USE", "template": "print_string", "arguments": {"text": "HI"}, "label": "hi"},
               {"type": "DEFINE", "label": "pass"},
               {"type": "WRITE", "address": "0x7E80", "bytes": "F8 C3 w:run+1 r:putc"},
               {"type": "TEXT", "label": "text", "text": "a text"},
               {"type": "HOOK", "vector": "commands", "label": "run", "name": "star"},
               {"type": "HOOK", "vector": "banner", "label": "text"},
               {"type": "HOOK", "vector": "on_key", "label": "run"}],
             "tests": [{"name": "a plus", "steps": [{"keys": "a*{Enter}", "expect": ["row \\"{prompt}a\\"", "cursor 1 2"]}]}]}""";

    @Test
    void sources() throws Exception {
        OsSource base = base();
        OsSource withFeature = builder.add(base, reader().read(ANSWER), OPTIONS).source();
        String text = withFeature.render();
        Mutations mutations = new Mutations(
                1,
                "WRITE",
                "DEFINE",
                "0x7FE0",
                "0xFFFFF",
                "-1",
                "99999999999",
                "# === feature x ===",
                "# === end star ===",
                "# === vectors ===\n",
                "# hooks: on_key@7E10",
                "putc",
                ";",
                "\r\n",
                "\u2028",
                "");
        int taken = 0;
        for (int i = 0; i < TEXTS; i++) {
            String mutated = mutations.of(text);
            try {
                OsSource source = OsSource.parse(mutated);
                builder.usage(source);
                assertThat(builder.assemble(OsSource.parse(source.render())).bytes())
                        .isEqualTo(builder.assemble(source).bytes());
                builder.assemble(source.without("star"));
                taken++;
            } catch (Problem e) {
                assertThat(e.errors()).isNotEmpty();
                assertThat(e.hint()).isNotEmpty();
            } catch (RuntimeException e) {
                throw new AssertionError("text " + i + " of seed 1", e);
            }
        }
        assertThat(taken).isBetween(TEXTS / 10, TEXTS * 9 / 10);
    }

    private static FeatureReader reader() throws Exception {
        return new FeatureReader(
                JsonMapper.shared().readTree(Files.readString(Path.of("schemas/ai_primitives.schema.json"))));
    }

    @Test
    void answers() throws Exception {
        OsSource base = base();
        FeatureReader reader = reader();
        byte[] signature = builder.assemble(base).slice(MemoryMap.SIGNATURE);
        Mutations mutations = new Mutations(
                2,
                "0x7DFE",
                "0x7C00",
                "0x7FE0",
                "0x9FFF",
                "0xFFFF",
                "65535",
                "-1",
                "1e9",
                "null",
                "true",
                "[]",
                "{}",
                "\"",
                "USE",
                "ASM",
                "w:putc",
                "t:text",
                "b:x",
                "s:run",
                "prompt",
                "\\u0000",
                "\\n",
                ",",
                "commands",
                "");
        int built = 0;
        for (int i = 0; i < TEXTS; i++) {
            String answer = mutations.of(ANSWER);
            try {
                Feature feature = reader.read(answer);
                BuildResult result = builder.add(base, feature, i % 2 == 0 ? OPTIONS : BOOT_EDIT);
                assertThat(OsSource.parse(result.source().render())).isEqualTo(result.source());
                assertThat(result.image().slice(MemoryMap.SIGNATURE)).isEqualTo(signature);
                for (AddressRange range : result.written()) {
                    assertThat(range.last()).isLessThanOrEqualTo(MemoryMap.SAFE_ZONE.last());
                }
                built++;
            } catch (Problem e) {
                assertThat(e.errors())
                        .isNotEmpty()
                        .allSatisfy(error -> assertThat(error).isNotBlank());
            } catch (RuntimeException e) {
                throw new AssertionError("answer " + i + " of seed 2: " + answer, e);
            }
        }
        assertThat(built).isBetween(TEXTS / 20, TEXTS * 9 / 10);
    }
}
