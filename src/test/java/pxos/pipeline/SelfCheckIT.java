package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import pxos.build.ShippedOs;
import pxos.os.BootImage;
import pxos.pipeline.SelfCheck.Finding;
import pxos.proof.QemuTester;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.workspace.roadmap.Roadmap;

class SelfCheckIT {

    private static final QemuTester TESTER = new QemuTester(new QemuEmulator(QemuBinary.locate(System.getenv())));
    private static final ShippedOs OS = ShippedOs.with(List.of(
            "line_editor command_parser help clear reboot error_reporting extended_loader dir type files edit build"
                    .split(" ")));

    @AfterAll
    static void endQemu() {
        TESTER.close();
    }

    private static SelfCheck of(BootImage stored) {
        return new SelfCheck(
                new OsState(OS.source(), OS.image(), new Roadmap(List.of()), "", Map.of(), List.of()), stored);
    }

    @Test
    void javaAndASecondBuilderAndPxosAndThePxosSoBuiltMakeTheSameBytes() {
        assertThat(of(OS.image()).findings(TESTER)).hasSize(4).allMatch(Finding::isSame);
    }

    /** It writes one byte more than the source lists: what a Trojan horse in the builder would do. */
    @Test
    void aBuildThatIsPatchedByOneByteIsCaughtWithTheAddress() {
        byte[] bytes = OS.image().bytes();
        byte[] storing = {0x26, (byte) 0x88, 0x17};
        int store = indexOf(bytes, storing, label("build.write"));
        // mov [es:bx], dl becomes mov [es:bx], dh
        bytes[store + 2] = 0x37;
        BootImage patched = new BootImage(bytes, OS.image().labels(), OS.image()::source);
        List<Finding> findings = of(patched).findings(TESTER);
        assertThat(findings.get(0).difference()).isEqualTo(String.format("they differ at %04X", 0x7C00 + store + 2));
        assertThat(findings.get(1).isSame()).isTrue();
        assertThat(findings.subList(2, 4)).noneMatch(Finding::isSame);
    }

    private static int label(String label) {
        return OS.image().labels().entrySet().stream()
                .filter(entry -> entry.getValue().equals(label))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int address) {
        for (int at = address - 0x7C00; at < bytes.length - wanted.length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
