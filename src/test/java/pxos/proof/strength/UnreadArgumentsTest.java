package pxos.proof.strength;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pxos.build.ShippedOs;
import pxos.build.feature.Primitive;
import pxos.build.source.CodeMap;
import pxos.proof.DriveKind;
import pxos.proof.Emulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class UnreadArgumentsTest {

    private static final ShippedOs OS = ShippedOs.with(List.of("line_editor", "command_parser"));
    private static final Supplier<Emulator> NOBODY = () -> {
        throw new AssertionError("QEMU was asked");
    };

    /** @param tests an argument and what is shown for it, one pair after the other */
    private static List<String> untyped(String code, String... tests) {
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < tests.length; i += 2) {
            String expect = String.format("rows \"{prompt}zap %s\" \"%s\" \"{prompt}\"", tests[i], tests[i + 1]);
            scenarios.add(new Scenario("test " + i, List.of(new Step("zap " + tests[i] + "{Enter}", List.of(expect)))));
        }
        ShippedOs os = OS.and("zap", new Primitive.Hook("commands", "run", "zap"), new Primitive.Asm(code));
        Subject subject = new Subject(
                os.image(), DriveKind.IDE, CodeMap.of(os.source().feature("zap").orElseThrow(), os.image()), scenarios);
        return new StrengthTester(NOBODY).measure(subject).untyped();
    }

    private static final String DOUBLES_A_DIGIT = """
            run: lodsb
            sub al, '0'
            add al, al
            add al, '0'
            jmp putc
            """;

    @Test
    void tellsNumbersOfWhichTheFirstDigitAloneIsRead() {
        assertThat(untyped(DOUBLES_A_DIGIT, "3", "6"))
                .containsExactly("a number of two digits, of which the code reads the first alone (zap 31)");
        assertThat(untyped(DOUBLES_A_DIGIT, "3", "6", "31", "6"))
                .as("a test says that it is meant to")
                .isEmpty();
        assertThat(untyped("""
                run: lodsb
                cmp byte [si], 0
                jne run
                and al, 1
                add al, '0'
                jmp putc
                """, "4", "0")).as("it reads all of them").isEmpty();
    }

    /** Prints an argument backwards, or so many letters of it. */
    private static String backwards(int most) {
        return """
            run: xor cx, cx
            .next: cmp byte [si], 0
            je .back
            inc si
            inc cx
            cmp cx, MOST
            jb .next
            .back: jcxz .out
            dec si
            mov al, [si]
            call putc
            loop .back
            .out: ret
            """.replace("MOST", "" + most);
    }

    @Test
    void tellsWordsOfWhichTheEndIsLeftOut() {
        assertThat(untyped(backwards(5), "abc", "cba"))
                .containsExactly("a word of 31 letters, of which the code leaves out the end (zap"
                        + " abcabcabcabcabcabcabcabcabcabcq)");
        assertThat(untyped(backwards(79), "abc", "cba")).isEmpty();
    }

    @Test
    void tellsCountsThatOneDigitCannotShow() {
        String counts = """
            run: mov ah, '0'
            .next: lodsb
            or al, al
            jz .out
            inc ah
            jmp .next
            .out: mov al, ah
            jmp putc
            """;

        assertThat(untyped(counts, "abc", "3"))
                .containsExactly("more than nine letters or words, for which the code shows a colon (zap aaaaaaaaaa)");
        assertThat(untyped(counts.replace("inc ah", "mov ah, 'x'"), "abc", "x")).isEmpty();
    }

    /** Prints an argument in capitals; {@code check} stands in front. */
    private static String capitals(String check) {
        return """
            run: lodsb
            or al, al
            jz .out
            CHECK
            and al, 0xDF
            .put: call putc
            jmp run
            .out: ret
            """.replace("CHECK", check);
    }

    @Test
    void tellsDigitsAmongLettersThatBecomeOtherCharacters() {
        assertThat(untyped(capitals(""), "abc", "ABC"))
                .containsExactly("digits among letters, of which the code makes other characters (zap abc12 a)");
        assertThat(untyped(capitals("cmp al, 'a'\njb .put"), "abc", "ABC")).isEmpty();
    }

    @Test
    void tellsNumbersThatAllShowTheSame() {
        String squares = """
            run: cmp word [si], '3'
            mov al, '9'
            je putc
            cmp word [si], '1'
            mov al, '1'
            je putc
            REST
            """;

        assertThat(untyped(squares.replace("REST", "ret"), "3", "9", "1", "1"))
                .containsExactly("another number, for all of which the code shows the same (zap 2, zap 4)");
        assertThat(untyped(squares.replace("REST", "jmp puts"), "3", "9", "1", "1"))
                .isEmpty();
    }

    @Test
    void saysNothingOfWhatIsTheSameForManyNumbers() {
        String isEven = NumberCode.read("") + """
            .end: mov al, '1'
            test bl, 1
            jz putc
            mov al, '0'
            jmp putc
            """;

        assertThat(untyped("run: " + isEven, "11", "0", "13", "0")).isEmpty();
    }

    @Test
    void needsNoNumberThatTestsLeaveOut() {
        String[] all = {
            "2", "2", "4", "4", "6", "6", "8", "8", "9", "9", "11", "11", "13", "13", "40", "40", "97", "97", "600",
            "600"
        };

        assertThat(untyped("run: jmp puts", all)).isEmpty();
    }
}
