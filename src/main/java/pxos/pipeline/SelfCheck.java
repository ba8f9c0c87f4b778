package pxos.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.ListedBytes;
import pxos.os.Vector;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * Shows that pxOS builds pxOS: from the same text, the builder in Java, a second one that shares nothing with it, pxOS, and
 * the pxOS so built make the same bytes. (Diverse double-compiling in small: David A. Wheeler, 2009.)
 *
 * @param state the OS whose source is built
 * @param stored the pxOS that builds: the bytes that a workspace keeps
 */
public record SelfCheck(OsState state, BootImage stored) {

    private static final String NAME = "pxOS builds pxOS, and the pxOS so built builds itself again";

    /**
     * One comparison.
     *
     * @param what what was compared
     * @param difference empty where it was the same
     */
    public record Finding(String what, String difference) {
        public boolean isSame() {
            return difference.isEmpty();
        }
    }

    /** @throws Problem where pxOS cannot build itself yet */
    public static SelfCheck of(OsState state, Path stored) throws IOException {
        if (state.source().feature("build").isEmpty()) {
            throw Problem.input("this pxOS has no command build", "pxos --auto --until M10 builds it.");
        }
        byte[] bytes = Files.readAllBytes(stored);
        if (!BootImage.canBe(bytes)) {
            throw Problem.input(
                    stored + " is no image of pxOS: it has " + bytes.length + " bytes", "pxos disk builds it anew.");
        }
        return new SelfCheck(state, new BootImage(bytes, state.image().labels(), state.image()::source));
    }

    public List<Finding> findings(QemuTester tester) {
        byte[] java = state.image().bytes();
        byte[] text = state.image().source().getBytes(StandardCharsets.ISO_8859_1);
        List<Finding> findings = new ArrayList<>(List.of(
                new Finding("the stored image and the builder", difference(stored.bytes(), java)),
                new Finding(
                        "the builder and a second one that shares nothing with it",
                        difference(java, ListedBytes.of(text)))));
        for (DriveKind drive : DriveKind.values()) {
            List<ScenarioResult> failures = tester.test(stored, List.of(rebuilds()), TestOptions.on(drive))
                    .failures();
            findings.add(new Finding(
                    "the builder, pxOS, and the pxOS so built, booted from " + drive,
                    failures.isEmpty() ? "" : failures.get(0).because()));
        }
        return findings;
    }

    /** Another banner makes another pxOS; that one builds the first one again. */
    private Scenario rebuilds() {
        int banner = state.image().word(Vector.BANNER.address());
        int first = state.image().bytes()[banner - state.image().range().first()] & 0xFF;
        String line = String.format("WRITE 0x%04X 0x%02X", banner, first);
        String other = String.format("WRITE 0x%04X 0x%02X", banner, first ^ 0x20);
        return new Scenario(
                NAME,
                List.of(
                        "writes pxos",
                        "writes files",
                        "PXOS.TXT source with \"" + line + "\" as \"" + other + "\"",
                        "FIRST.TXT source"),
                List.of(
                        new Step(
                                "build{Enter}y",
                                List.of("row \"Done; reboot starts it\"", "pxos = source", "disk sound")),
                        new Step("{Boot}build{Enter}", List.of("row \"The disk has this pxOS already\"")),
                        new Step(
                                "del pxos.txt{Enter}copy first.txt pxos.txt{Enter}build{Enter}y",
                                List.of("pxos = source", "disk sound")),
                        new Step("{Boot}", List.of("contains \"{banner}\"", "cursor after \"{prompt}\""))));
    }

    private static String difference(byte[] one, byte[] other) {
        int at = Arrays.mismatch(one, Arrays.copyOf(other, one.length));
        return at < 0 ? "" : String.format("they differ at %04X", 0x7C00 + at);
    }
}
