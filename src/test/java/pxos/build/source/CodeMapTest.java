package pxos.build.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.build.ShippedOs;
import pxos.build.feature.Primitive;
import pxos.os.code.Instruction;

class CodeMapTest {

    private static List<String> instructions(ShippedOs os, String feature) {
        return CodeMap.of(os.source().feature(feature).orElseThrow(), os.image()).stream()
                .map(instruction -> instruction.toString().substring(6))
                .toList();
    }

    @Test
    void findsEveryInstructionOfTheShippedFeaturesAndTakesNoDataForOne() {
        ShippedOs os = ShippedOs.with(ShippedOs.ALL);
        List<String> wrong = new ArrayList<>();
        for (FeatureBlock block : os.source().features()) {
            List<Integer> found = CodeMap.of(block, os.image()).stream()
                    .map(Instruction::address)
                    .toList();
            for (ListedRow row : ListedRow.of(block.lines().stream())) {
                if (row.looksLikeCode() != found.contains(row.address()) && row.hasBytes()) {
                    wrong.add(block.name() + " " + row);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(instructions(os, "echo")).containsExactly("jmp puts");
        assertThat(instructions(os, "dir")).hasSizeGreaterThan(90);
    }

    @Test
    void tellsInstructionsWithoutAWordFromDataByWhatLeadsToThem() {
        ShippedOs os = ShippedOs.with(List.of("line_editor", "command_parser"))
                .and(
                        "zap",
                        new Primitive.Hook("commands", "go", "zap"),
                        new Primitive.Define("go", null),
                        new Primitive.Write(null, "75 02", ""),
                        new Primitive.Write(null, "EB 01", ""),
                        new Primitive.Write(null, "41", ""),
                        new Primitive.Write(null, "C3", ""),
                        new Primitive.Write(null, "90 90", ""));

        assertThat(instructions(os, "zap")).containsExactly("75 02", "EB 01", "41", "C3");
    }

    @Test
    void knowsAssemblyThatNothingLeadsTo() {
        ShippedOs os = ShippedOs.with(List.of("line_editor", "command_parser"))
                .and(
                        "zap",
                        new Primitive.Hook("commands", "go", "zap"),
                        new Primitive.Asm("go: ret\nnever: mov ax, 1\ntext: db 'mov', 0"));

        assertThat(instructions(os, "zap")).containsExactly("go: ret", "never: mov ax, 1");
    }
}
