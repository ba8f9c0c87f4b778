package pxos.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What models that know other systems call the services and routines that are here. */
final class OtherNames {

    private static final Map<String, String> MEANT = new HashMap<>();

    static {
        put(
                "puts",
                "print print_string printstring print_str printf print_text print_txt prints print_msg print_message put_string"
                        + " puts_string write_string display_string output_string show_text");
        put(
                "putc",
                "print_char printchar putchar put_char print_ch print_character write_char display_char output_char outchar"
                        + " out_char putch");
        put("newline", "println print_newline print_nl print_crlf crlf new_line nl endl");
        put("getkey", "getch getchar get_char getc get_key read_key read_char wait_key wait_for_key waitkey key");
        put(
                "print_number",
                "print_dec print_int print_num print_decimal print_uint printnum print_ax print_word put_number");
        put("parse_number", "atoi parse_int read_number str_to_int parse_num parse_decimal get_number string_to_int");
        put("skip", "skip_spaces skip_blanks skip_whitespace");
        put("errs", "error print_error print_error_text print_err puterr");
        put("clear_screen", "cls clear_scr clearscreen");
        put("input_line", "buffer line");
    }

    /** How each service is used. */
    private static final Map<String, String> FORMS = Map.of(
            "puts", "puts prints the text at SI: mov si, TEXT / call puts",
            "putc", "putc prints AL: mov al, 'x' / call putc",
            "errs", "errs prints \"Error: \" and the text at SI: mov si, TEXT / call errs",
            "newline", "call newline",
            "getkey", "call getkey gives AL = ASCII, AH = scan code",
            "print_number", "print_number prints AX: mov ax, 5 / call print_number");

    private OtherNames() {}

    private static void put(String meant, String others) {
        List.of(others.split(" ")).forEach(other -> MEANT.put(other, meant));
    }

    /** What is here under another name; empty where the name tells nothing. */
    static Optional<String> meant(String name) {
        return Optional.ofNullable(MEANT.get(name));
    }

    /** How to use what is meant by a name; empty where that is no service that prints or reads. */
    static Optional<String> form(String name) {
        return meant(name).map(FORMS::get);
    }
}
