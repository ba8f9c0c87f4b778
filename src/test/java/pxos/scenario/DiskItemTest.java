package pxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.Problem;
import pxos.json.Json;
import tools.jackson.databind.json.JsonMapper;

class DiskItemTest {

    @Test
    void readsFiles() {
        DiskItem.Files file = (DiskItem.Files)
                DiskItem.parse("ODD~1.TXT \"a\\n\\0\\\"\" 3*\"{n},\" fragmented loop long \"An odd name.txt\"");
        assertThat(file.name(1)).isEqualTo("ODD~1.TXT");
        assertThat(new String(file.content(1), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("a\n\0\"1,2,3,");
        assertThat(file.traits()).isEqualTo(Set.of(DiskItem.Trait.FRAGMENTED, DiskItem.Trait.LOOP));
        assertThat(file.longName()).isEqualTo("An odd name.txt");
    }

    @Test
    void readsManyFilesThatDifferInTheirNumber() {
        DiskItem.Files files = (DiskItem.Files) DiskItem.parse("224*F{n}.TXT \"file {n}\" 2*\"{n}\"");
        assertThat(files.count()).isEqualTo(224);
        assertThat(files.name(224)).isEqualTo("F224.TXT");
        assertThat(new String(files.content(7), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("file 712");
    }

    @Test
    void readsTheOtherItems() {
        assertThat(DiskItem.parse("SUB directory")).isEqualTo(new DiskItem.Directory("SUB"));
        assertThat(DiskItem.parse("MYDISK label")).isEqualTo(new DiskItem.Label("MYDISK"));
        assertThat(DiskItem.parse("patch 8010 = FF 00")).isEqualTo(new DiskItem.Patch(0x8010, List.of(0xFF, 0)));
        assertThat(DiskItem.parse("entry 3 = E5 41")).isEqualTo(new DiskItem.RawEntry(3, List.of(0xE5, 0x41)));
        assertThat(DiskItem.parse("sector 18 = F0 FF")).isEqualTo(new DiskItem.RawSector(18, List.of(0xF0, 0xFF)));
        assertThat(DiskItem.parse("unreadable 50")).isEqualTo(new DiskItem.Unreadable(50));
        assertThat(DiskItem.parse("unwritable 0")).isEqualTo(new DiskItem.Unwritable(0));
        assertThat(DiskItem.parse("read-only")).isEqualTo(new DiskItem.ReadOnly());
        assertThat(DiskItem.parse("writes pxos")).isEqualTo(DiskItem.Writes.PXOS);
        assertThat(DiskItem.parse("PXOS.TXT source with \"a\" as \"\""))
                .isEqualTo(new DiskItem.Source("PXOS.TXT", "a", ""));
    }

    @Test
    void saysWhereAScenarioMayWrite() {
        assertThat(DiskItem.Writes.FILES.allows(17)).isFalse();
        assertThat(DiskItem.Writes.FILES.allows(18)).isTrue();
        assertThat(DiskItem.Writes.PXOS.allows(17)).isTrue();
        assertThat(DiskItem.Writes.PXOS.allows(2863)).isFalse();
        assertThat(DiskItem.Writes.PXOS.allows(2864)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello.txt \"x\"|a name has 8.3 characters, in capitals",
                "TOOLONGNAME.TXT \"x\"|a name has 8.3 characters",
                "HELLO.TXT|the file's text in double quotes is missing, or 'directory', 'label' or 'source', at character 10",
                "HELLO.TXT \"x|a text in double quotes is never closed, at character 11",
                "HELLO.TXT \"\\q\"|after \\ only n r t 0 \" or \\ can stand",
                "HELLO.TXT \"x\" torn|unknown word 'torn'; a file is fragmented, deleted, hidden",
                "2*HELLO.TXT \"x\"|the name of several files holds {n}",
                "225*F{n} \"x\"|a count is a number from 1 to 224",
                "BIG.TXT 1448961*\"x\"|a count is a number from 1 to 1448960",
                "BIG.TXT 1448960*\"xx\"|a file has at most 1448960 bytes",
                "100*FILE{n}.TEXT \"x\"|a name has 8.3 characters",
                "patch 7C00 = 00|an address is a hexadecimal number from 7E00 to 9FFF",
                "patch 9FFF = 00 00|pxOS ends at 9FFF",
                "patch 8000 00|'=' is missing after the address",
                "entry 224 = 00|a slot of the root directory is a number from 0 to 223",
                "entry 0 = 1 2 3 4 5 6 7 8 9 A B C D E F 10 11 12 13 14 15 16 17 18 19 1A 1B 1C 1D 1E 1F 20 21|an entry has 32 bytes",
                "sector 17 = 00|a sector after pxOS is a number from 18 to 2879",
                "writes|'writes' is followed by 'files' or 'pxos', at character 7",
                "PXOS.TXT source with \"\" as \"b\"|the text to be replaced must not be empty",
                "PXOS.TXT source with \"a\"|'as' is missing between the two texts",
                "unreadable 2880|a sector after the boot sector is a number from 1 to 2879",
                "unwritable 2880|a sector is a number from 0 to 2879",
                "unreadable 0|a sector after the boot sector is a number from 1 to 2879",
                "MY.DISK label|a label has up to 11 capitals and digits",
                "SUB directory now|unexpected text after the item",
            })
    void saysWhatIsWrongAndWhere(String item, String message) {
        assertThatThrownBy(() -> DiskItem.parse(item))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(message);
    }

    @Test
    void staysTheSameThroughJson() {
        JsonMapper json = JsonMapper.shared();
        Scenario scenario = new Scenario(
                "n", List.of("A.TXT \"hi\\n\"", "patch 8010 = FF"), List.of(new Step("a", List.of("row \"x\""))));
        Scenario plain = new Scenario("p", scenario.steps());
        String written = "[" + Json.tree(scenario) + "," + Json.tree(plain) + "]";
        assertThat(written).containsOnlyOnce("\"disk\"");
        assertThat(Scenario.readAll(json.readTree(written))).containsExactly(scenario, plain);
    }
}
