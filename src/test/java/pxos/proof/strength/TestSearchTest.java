package pxos.proof.strength;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import pxos.build.ShippedOs;
import pxos.build.feature.Primitive;
import pxos.build.source.CodeMap;
import pxos.proof.DriveKind;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class TestSearchTest {

    private static final String ZAP =
            "run: mov al, 'N'\ncmp byte [si], 0\nje .print\nmov al, 'Y'\n.print: call putc\nret\n";
    private static final ShippedOs OS = ShippedOs.with(List.of("line_editor", "command_parser"))
            .and("zap", new Primitive.Hook("commands", "run", "zap"), new Primitive.Asm(ZAP));
    private static final Scenario ONE =
            new Scenario("zap", List.of(new Step("zap{Enter}", List.of("rows \"{prompt}zap\" \"N\" \"{prompt}\""))));
    private static final Subject SUBJECT = new Subject(
            OS.image(), DriveKind.IDE, CodeMap.of(OS.source().feature("zap").orElseThrow(), OS.image()), List.of(ONE));
    private static final StrengthTester TESTER = new StrengthTester(() -> {
        throw new AssertionError("QEMU was asked");
    });

    private static List<Scenario> found(Predicate<Scenario> lasts) {
        return new TestSearch(SUBJECT, TESTER.measureAll(SUBJECT).survivors(), List.of(), lasts).run();
    }

    @Test
    void findsAShortTestForWhatTheOthersLeaveOpen() {
        List<Scenario> found = found(test -> true);

        assertThat(found).hasSize(1).allMatch(test -> test.name().startsWith("generated: zap "));
        assertThat(found.get(0).steps().get(0).expect().get(0)).contains("\"Y\" \"{prompt}\"");
        List<Scenario> all = new ArrayList<>(found);
        all.add(ONE);
        assertThat(TESTER.measureAll(SUBJECT.with(all)).survivors()).isEmpty();
    }

    @Test
    void findsTheSameEachTime() {
        assertThat(found(test -> true)).isEqualTo(found(test -> true));
    }

    @Test
    void takesNoTestThatDoesNotLast() {
        assertThat(found(test -> false)).isEmpty();
    }
}
