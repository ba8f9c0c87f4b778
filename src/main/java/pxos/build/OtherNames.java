package pxos.build;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What models that know other systems call the services and routines that are here. */
final class OtherNames {

    /** By what is here, the names that others give it. */
    private static final Map<String, String> OTHERS = Map.of(
            "puts",
            "print print_string printstring print_str printf print_text print_txt prints print_msg print_message put_string"
                    + " puts_string write_string display_string output_string show_text",
            "putc",
            "print_char printchar putchar put_char print_ch print_character write_char display_char output_char outchar"
                    + " out_char putch",
            "newline",
            "println print_newline print_nl print_crlf crlf new_line nl endl",
            "getkey",
            "getch getchar get_char getc get_key read_key read_char wait_key wait_for_key waitkey key",
            "print_number",
            "print_dec print_int print_num print_decimal print_uint printnum print_ax print_word put_number",
            "parse_number",
            "atoi parse_int read_number str_to_int parse_num parse_decimal get_number string_to_int",
            "skip",
            "skip_spaces skip_blanks skip_whitespace",
            "errs",
            "error print_error print_error_text print_err puterr",
            "clear_screen",
            "cls clear_scr clearscreen",
            "input_line",
            "buffer line");

    private static final Map<String, String> MEANT = OTHERS.entrySet().stream()
            .flatMap(each -> Stream.of(each.getValue().split(" ")).map(other -> Map.entry(other, each.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** How each service is used. */
    private static final Map<String, String> FORMS = Map.of(
            "puts", "puts prints the text at SI: mov si, TEXT / call puts",
            "putc", "putc prints AL: mov al, 'x' / call putc",
            "errs", "errs prints \"Error: \" and the text at SI: mov si, TEXT / call errs",
            "newline", "call newline",
            "getkey", "call getkey gives AL = ASCII, AH = scan code",
            "print_number", "print_number prints AX: mov ax, 5 / call print_number");

    private OtherNames() {}

    /** What is here under another name; empty where the name tells nothing. */
    static Optional<String> meant(String name) {
        return Optional.ofNullable(MEANT.get(name));
    }

    /** How to use what is meant by a name; empty where that is no service that prints or reads. */
    static Optional<String> form(String name) {
        return meant(name).map(FORMS::get);
    }
}
