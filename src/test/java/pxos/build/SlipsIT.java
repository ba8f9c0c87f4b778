package pxos.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pxos.Problem;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.json.Json;

/** Slips of coders that know another assembler, another system or another contract: mended, or told with the right form. */
class SlipsIT {

    private static final String HOOK = "{\"type\":\"HOOK\",\"vector\":\"commands\",\"label\":\"run\",\"name\":\"hi\"}";
    private static final String TESTS =
            "[{\"name\":\"t\",\"steps\":[{\"keys\":\"hi{Enter}\",\"expect\":[\"row \\\"HI\\\"\"]}]}]";

    private final FeatureCheck check = new FeatureCheck(new PrimitiveBuilder(
            new FeatureExpander(new TemplateLibrary(Path.of("primitives"))),
            NasmAssembler.onPath(System.getenv("PATH"))));

    private static String feature(String primitives, String tests) {
        return "{\"feature\":\"hi\",\"primitives\":[" + primitives + "],\"tests\":" + tests + "}";
    }

    private static Arguments asm(String code, String... told) {
        String text = "{\"type\":\"ASM\",\"code\":" + Json.write(code) + "}," + HOOK;
        return Arguments.of(feature(text, TESTS), told);
    }

    private static Arguments answer(String primitives, String... told) {
        return Arguments.of(feature(primitives, TESTS), told);
    }

    private static Arguments tested(String keys, String expect, String... told) {
        String tests = "[{\"name\":\"t\",\"steps\":[{" + keys + "\"expect\":" + expect + "}]}]";
        return Arguments.of(
                feature("{\"type\":\"ASM\",\"code\":\"run:\\n mov al, 'H'\\n call putc\\n ret\"}," + HOOK, tests),
                told);
    }

    private static final String CODE = "{\"type\":\"ASM\",\"code\":\"run:\\n call newline\\n ret\"}";

    static Stream<Arguments> slips() {
        return Stream.of(dialects(), contract(), vocabulary(), told()).flatMap(slips -> slips);
    }

    private static Stream<Arguments> dialects() {
        return Stream.of(
                asm("bits 16\norg 0x7E00\nsection .text\nglobal run\nrun:\n ret"),
                asm("[bits 16]\n[org 0x7C00]\nrun:\n ret"),
                asm(".model tiny\n.code\nrun proc near\n ret\nrun endp\nend run"),
                asm("run:\n mov si, .text\n call puts\n ret\n.text: db 'HI', 0"),
                asm("run:\n mov byte ptr [count], 1\n inc word ptr [count]\n ret\ncount: dw 0"),
                asm("run:\n mov si, offset text\n call puts\n ret\ntext: db 'HI', 0"),
                asm("run:\n lea si, text\n call puts\n ret\ntext: db 'HI', 0"),
                asm("run:\n mov al, 0x41h\n call putc\n ret"),
                asm("run:\n mov al, 41h\n mov ah, 0Eh\n int 10h\n ret"),
                asm("run:\n mov byte [buffer], 1\n ret\nbuffer: resb 16\nwords: resw 2"),
                asm("run:\n mov byte [buffer], 1\n ret\nbuffer db 16 dup(0)\nother db 4 dup (?)"),
                asm("run: // says hi\n mov al, 'H' // a letter\n call putc\n ret"),
                asm("# a remark\nrun:\n ret"),
                asm("run:\\n mov al, 'H'\\n call putc\\n ret"),
                asm("run: mov al, 'H'; call putc; ret"),
                asm("run:\r\n mov al, 'H'\r\n call putc\r\n ret\r\n"),
                asm("run:\n mov eax, 5\n mov [n], eax\n ret\nn: dd 0"),
                asm("text: db 'HI', 0\nrun:\n mov si, text\n call puts\n ret"),
                asm("run:\n mov ax, 7\n call print_number\n call clear_screen\n ret"),
                asm(
                        "extern puts\n%define STAR '*'\nrun:\n mov al, STAR\n cmp al, 3F\n call putc\n mov ax, 4C00h\n int 0x21"),
                asm("run:\n mov ah, 9\n mov dx, text\n int 21h\n mov ah, 4Ch\n int 21h\ntext: db 'HI$'"),
                asm("run:\n mov dl, 'H'\n mov ah, 02h ; print\n int 0x21\n mov ah, 8\n int 21h\n ret"),
                asm("run:\n mov dl, byte ptr [si]\n call put_char\n mov dl, 'x'\n mov ah, 2\n call putc\n ret"),
                asm("run:\n mov dx, text\n call print_string\n ret\ntext: db 'HI', 0"),
                asm("run:\n call newline\n int 20h"),
                asm("run:\n mov si, text\n call puts\n ret\ntext db 'HI$'\nmore db 'HI', 13, 10, '$'"),
                asm(
                        "run:\n mov ax, ds\n mov es, ax\n call parse_num\n jc bad\n ret\nbad:\n mov si, t\n call print_error\n ret\nt: db 'x',0"),
                asm("RUN:\n MOV SI, TEXT\n CALL PUTS\n RET\ntext DB 'HI', 0"),
                asm("run:\n mov si, text\n call print_string\n call println\n ret\ntext: db 'HI', 0"),
                asm("run:\n lodsb\n cmp al, 0\n je .END\n call print_char\n jmp run\n.end:\n ret"),
                asm("run:\n mov ax, 7\n call print_dec\n call wait_for_key\n ret"),
                asm("run:\n cmp [si], 0 ; nothing there\n je out\n cmp [si+1], 'x'\nout: ret"));
    }

    private static Stream<Arguments> contract() {
        return Stream.of(
                answer("{\"type\":\"asm\",\"code\":[\"run:\",\" ret\"]}," + HOOK),
                answer("{\"type\":\"CODE\",\"asm\":\"run:\\n ret\",\"comment\":\"the code\"}," + HOOK),
                answer(CODE.replace("run:", "hi_run:")),
                answer(CODE.replace("run:", "")),
                answer(CODE.replace("run:", "start:")),
                answer(CODE + "," + HOOK.replace("\"run\"", "\"run:\"")),
                answer(CODE + ",{\"type\":\"HOOK\",\"vector\":\"command\",\"label\":\"run\",\"name\":\"HI\"}"),
                answer(CODE + ",{\"type\":\"HOOK\",\"vector\":\"vec_commands\",\"handler\":\"run\",\"name\":\"hi\"}"),
                answer(CODE + ",{\"type\":\"HOOK\",\"vector\":\"ON_KEY\",\"label\":\"run\",\"name\":\"hi\"}"),
                answer("{\"type\":\"DEFINE\",\"label\":\"run\"}," + CODE + "," + HOOK),
                answer("{\"type\":\"STRING\",\"label\":\"text\",\"value\":\"HI\"}," + CODE + "," + HOOK),
                answer("{\"type\":\"USE\",\"template\":\"print_string\",\"text\":\"HI\",\"label\":\"run\"},"
                        + "{\"type\":\"USE\",\"template\":\"return\"}," + HOOK),
                answer(
                        "{\"type\":\"USE\",\"template\":\"print_string\",\"arguments\":{\"text\":\"HI\"},\"label\":\"run\","
                                + "\"description\":\"says hi\"},{\"type\":\"USE\",\"template\":\"return\"}," + HOOK));
    }

    private static Stream<Arguments> vocabulary() {
        return Stream.of(
                tested("\"keys\":\"hi\\n\",", "[\"row \\\"H\\\"\"]"),
                tested("\"keys\":\"hi\\\\n\",", "[\"rows '{prompt}hi' 'H'\",\"row \\\"##:##\\\"\"]"),
                tested("\"keys\":\"hi<Enter>\",", "[\"row \\\"H\\\"\"]"),
                tested("\"keys\":[\"hi\",\"{Enter}\"],", "\"row \\\"H\\\"\""),
                tested("\"keys\":\"F5\",", "[\"row \\\"H\\\"\"]"),
                tested("\"keys\":\"{Escape}{Ctrl-C}<PgUp>\",", "[\"row \\\"H\\\"\"]"),
                Arguments.of(
                        feature(CODE + "," + HOOK, "[{\"keys\":\"hi\\r\",\"expect\":\"row \\\"H\\\"\"}]")
                                .replace("\"feature\":\"hi\"", "\"name\":\"Hi Command\""),
                        new String[0]),
                tested("", "[\"contains H\"]"),
                tested("\"keys\":\"hi{Enter}\",", "[\"HI THERE\"]"),
                tested("\"keys\":\"hi{Enter}\",", "[\"row: 'H'\"]"),
                tested("\"keys\":\"hi{Enter}\",", "[{\"row\":\"H\"},{\"absent\":\"Error\"}]"));
    }

    private static Stream<Arguments> told() {
        return Stream.of(
                answer(
                        CODE.replace("run:", "other:"),
                        "no HOOK",
                        "\"vector\":\"commands\",\"label\":\"other\",\"name\":\"hi\""),
                asm("run:\n call newline\n hlt\n jmp $", "ends with ret"),
                answer(
                        "{\"type\":\"ASM\",\"code\":\"k:\\n cmp al, 13\\n jne .no\\n or ax, ax\\n call newline\\n clc\\n.no:\\n ret\"},"
                                + "{\"type\":\"HOOK\",\"vector\":\"on_key\",\"label\":\"k\"}",
                        "CF=1 takes the key"),
                answer("{\"type\":\"ASM\",\"code\":\"other:\\n cmp al, 13\\n ret\"}", "nothing runs this"),
                asm("run:\n mov ah, 0x0A\n mov dx, text\n int 21h\n ret\ntext: db 'HI$'", "call puts"),
                asm("run:\n mov dl, 'H'\n call putc\n inc dl\n ret", "putc prints AL, not DL"),
                asm(
                        "run:\n mov si, 1\n mov dx, text\n call puts\n ret\ntext: db 'HI', 0",
                        "puts prints the text at SI"),
                asm("run:\n mov di, si\n call puts\n mov si, di\n call puts\n ret"),
                answer(
                        "{\"type\":\"ASM\",\"code\":\"run:\\n cmp ah, 0x3F\\n jne out\\n call newline\\nout:\\n ret\"},"
                                + "{\"type\":\"HOOK\",\"vector\":\"on_key\",\"label\":\"run\"}",
                        "CF=1 takes the key",
                        "clc before ret"),
                asm("run:\n movw $5, %ax\n ret", "AT&T", "mov ax, 5"),
                asm("run:\n mov al, 'H'\n call putc", "runs on", "ret"),
                asm("run:\n mov si, text\n call puts\ntext: db 'HI', 0", "into 'text: db", "ret"),
                asm("run:\n call print_string\n ret", "puts prints the text at SI: mov si, TEXT / call puts"),
                asm(
                        "run:\n mov dx, text\n call print_string\n lodsb\n ret\ntext: db 'HI', 0",
                        "mov si, TEXT / call puts"),
                asm("run:\n mov al, 1\n mov dl, 'H'\n call print_char\n dec dx\n ret", "putc prints AL"),
                asm("run:\n call if_key\n ret", "{\"type\":\"USE\",\"template\":\"if_key\""),
                asm("run:\n call prnt_number\n ret", "did you mean 'print_number'?"),
                asm("run:\n call printf\n ret", "call puts"),
                asm("run:\n mov si, txet\n call puts\n ret\ntext: db 'HI', 0", "did you mean 'text'?"),
                asm("start:\n ret", "'run'", "labels of this answer: start"),
                asm("run:\n push ax\n push bx\n call newline\n ret", "2 push and 0 pop"),
                asm("run:\n mov ax, 0xB800\n mov es, ax\n mov byte [es:0], 'H'\n ret", "ES is changed", "pop es"),
                asm("run:\n std\n lodsb\n ret", "DF=1", "cld"),
                asm("run:\n mov ds, 0\n ret", "a segment register takes no number"),
                asm("run:\n mov [x], 5\n ret\nx: db 0", "say byte or word"),
                asm("run:\n mov ax, [ax]\n ret", "only [BX], [BP], [SI], [DI]"),
                asm("run:\n mov ax, bl\n ret", "one size"),
                asm("run:\n jmp run\nrun:\n ret", "each label once"),
                asm("newline:\n ret\nrun:\n call newline\n ret", "belongs to the OS; take another name"),
                answer(
                        "{\"type\":\"USE\",\"template\":\"print_strnig\",\"arguments\":{\"text\":\"x\"},\"label\":\"run\"},"
                                + HOOK,
                        "did you mean 'print_string'?"),
                answer(
                        "{\"type\":\"USE\",\"template\":\"nothing_like_it\"},{\"type\":\"USE\",\"template\":\"wait_ticks\"},"
                                + CODE + "," + HOOK,
                        "no template 'nothing_like_it'",
                        "ticks"),
                tested("\"keys\":\"hi{Entr}\",", "[\"row \\\"H\\\"\"]", "Entr"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void isMendedOrAnsweredWithTheRightForm(String answer, String[] told) throws Exception {
        FeatureReader reader =
                new FeatureReader(Json.read(Files.readString(Path.of("schemas/ai_primitives.schema.json"))));
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        Problem problem = catchThrowableOfType(Problem.class, () -> {
            Feature feature = reader.read(answer);
            check.checked(source, feature);
        });
        if (told.length == 0) {
            assertThat(problem).as(answer).isNull();
        } else {
            assertThat(problem).as(answer).isNotNull();
            assertThat(String.join("\n", problem.errors())).contains(told);
        }
    }
}
