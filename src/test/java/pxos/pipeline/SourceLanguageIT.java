package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pxos.Problem;
import pxos.build.ShippedOs;
import pxos.build.source.OsSource;
import pxos.os.disk.Fat12Disk;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.pc.PcEmulator;
import pxos.proof.pc.PcGuest;
import pxos.scenario.Input;
import pxos.scenario.Step;

/** The language of OS source is the same on both sides: the host's reader and {@code build} in pxOS agree, line by line. */
class SourceLanguageIT {

    private static final Pattern LINE = Pattern.compile("(?i)line (\\d+):");

    /** Numbers and labels, right and wrong; a, b and z.9 are defined. */
    private static final List<String> WORDS = List.of(
            ("0 1 9 10 255 256 65535 65536 99999 1234567 12345678 00000001 0x0 0x1 0X1F 0xff 0x100 0xFFFF 0x10000 0x7C00 "
                            + "0xFFFFFF 0x1234567 0x 0xG 0x1G 0x-1 -1 +1 0h 1h 0FFh 0ffH 7C00h 0FFFFh 10000h 1234567h 12345h h 1x "
                            + "0b1 1e3 1.5 9a a A b z.9 z.8 .a _x c aa 0a 0x7C0g 7G00h 0xabcdef 0h1 00h")
                    .split(" "));

    private static final List<String> TEXTS = List.of(
            "",
            "\n\n",
            "# nothing\n",
            "   # nothing\n",
            "; nothing\n",
            "  ;\n",
            "WRITE\n",
            "WRITE 1\n",
            "WRITE 0x7C00 1 2 3\n",
            "WRITE 0x7C00 1 2 300\n",
            "WRITE 0x7C00 1 x\n",
            "WRITE 0x7C00 1\nWRITE 0x7C00 1\n",
            "WRITE 0x7C00 1 2 3\nWRITE 0x7C02 1\n",
            "WRITE 0x7C02 1\nWRITE 0x7C00 1 2 3\n",
            "WRITE 0xFFFF 1 2\n",
            "write 0x7C00 1\n",
            "Write 0x7C00 1;x\n",
            "wRiTe\t0x7C00\t1\t; tabs\n",
            "WRITE 0x7C00 1 # x\n",
            "WRITE 0x7C00 1#x\n",
            "WRITE 0x7C00 # 1\n",
            "WRITES 0x7C00 1\n",
            "WRIT 0x7C00 1\n",
            "WRITE,0x7C00 1\n",
            "WRITE 0x7C00 1\r\nWRITE 0x7C01 q\r\n",
            "WRITE 0x7C00 1\rWRITE 0x7C01 1\n",
            "WRITE 0x7C00 1\n\n\nWRITE 0x7C01 q",
            "DEFINE\n",
            "DEFINE a\n",
            "DEFINE a 1 2\n",
            "DEFINE a 1\nDEFINE a 1\n",
            "DEFINE a 1\nDEFINE A 1\n",
            "DEFINE a b\nDEFINE b 1\nWRITE 0x7C00 a\n",
            "DEFINE a b\nDEFINE b c\nDEFINE c a\n",
            "DEFINE a a\n",
            "DEFINE x 1\nDEFINE a b\n",
            "DEFINE a b ; later\nWRITE q 1\nDEFINE b 2\n",
            "WRITE 0x7C00 a\nDEFINE a 7\n",
            "WRITE q 1\nDEFINE a 1\nDEFINE a 2\n",
            "WRITE q 1\nDEFINE a 0x10000\n",
            "DEFINE a 1 2\nWRITE 0x7C00 a\n",
            "DEFINE a-b 1\n",
            "DEFINE 9 1\n",
            "DEFINE .a.b 1\nCALL .a.b\n",
            "DEFINE _ 1\nCALL _\n",
            "CALL\n",
            "CALL a\n",
            "DEFINE a 1\nCALL a b\n",
            "call a\nDEFINE a 1\n",
            "COMMENT anything 'goes' here\n",
            "comment\n",
            "COMMENTS x\n",
            "CALLS a\n",
            "DEFINED a 1\n",
            "MOV AX, 1\n",
            "\tWRITE 0x7C00 1\n",
            "\u000bWRITE 0x7C00 1\n",
            "WRITE 0x7C00 1\n? \n",
            "WRITE 0x7C00 1\n\u0001\u0002\n");

    private final ShippedOs os =
            ShippedOs.with(List.of("line_editor command_parser extended_loader files build".split(" ")));
    private final PcGuest guest = new PcEmulator().guest(DiskImage.of(os.image()), DriveKind.IDE);

    /** Whether pxOS said that an address is none of its own: the host says so once it has read all lines. */
    private boolean outside;

    private static List<String> sources() {
        List<String> sources = new ArrayList<>(TEXTS);
        for (String word : WORDS) {
            sources.add("DEFINE a 1\nDEFINE b a\nDEFINE z.9 31744\nWRITE " + word + " 1\n");
            sources.add("DEFINE a 1\nDEFINE b a\nDEFINE z.9 31744\nWRITE 0x7C00 " + word + "\n");
            sources.add("DEFINE a 1\nDEFINE b a\nDEFINE z.9 31744\nDEFINE q " + word + "\n");
        }
        return sources;
    }

    /** The line that is wrong; empty where none is. */
    private static String inJava(String source) {
        try {
            OsSource.parse(source);
            return "";
        } catch (Problem e) {
            return line(e.getMessage());
        }
    }

    private String inPxos(String source) {
        Fat12Disk disk = Fat12Disk.format(os.image().bytes());
        disk.write(SelfBuilt.SOURCE, source.getBytes(StandardCharsets.ISO_8859_1));
        guest.restorePrompt();
        guest.insert(DiskImage.ofBytes(disk.bytes()));
        guest.type(new Step("build{Enter}", List.of())
                .inputs().stream().map(Input.KeyStroke.class::cast).toList());
        String screen = String.join("\n", guest.screen().rows());
        assertThat(screen).as(source).contains("Error: ");
        outside = screen.contains("outside pxOS");
        return line(screen);
    }

    private static String line(String text) {
        Matcher line = LINE.matcher(text);
        return line.find() ? line.group(1) : "";
    }

    @Test
    void bothSidesFindTheSameLineWrong() {
        guest.powerOn();
        guest.keepPrompt();
        List<String> different = sources().stream()
                .filter(source -> !inJava(source).equals(inPxos(source))
                        && !(outside && inJava(source).isEmpty()))
                .map(source -> source + "-> Java " + inJava(source) + ", pxOS " + inPxos(source))
                .toList();
        assertThat(sources()).hasSizeGreaterThan(200);
        assertThat(different).isEmpty();
    }

    @Test
    void onlyPxosNamesTheLineOfAnAddressOutsideAndRefusesLongWords() {
        guest.powerOn();
        guest.keepPrompt();
        assertThat(inPxos("WRITE 0x7BFF 1\n")).isEqualTo("1");
        assertThat(inPxos("DEFINE a 1\n# x\nWRITE 0x9FFF 1 2\n")).isEqualTo("3");
        assertThat(inPxos("DEFINE " + "a".repeat(126) + " 1\n")).isEmpty();
        assertThat(inPxos("DEFINE " + "a".repeat(127) + " 1\n")).isEqualTo("1");
    }

    @Test
    void tooManyLabelsAreAnErrorWithALine() {
        guest.powerOn();
        guest.keepPrompt();
        String many = Stream.iterate(1, n -> n + 1)
                .limit(400)
                .map(n -> String.format("DEFINE a%0110d 1%n", n))
                .collect(Collectors.joining());
        assertThat(Integer.parseInt(inPxos(many))).isBetween(300, 350);
    }
}
