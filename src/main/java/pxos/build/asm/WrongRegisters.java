package pxos.build.asm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An argument in the register in which DOS wants it, where nothing else uses that register: it is put into the right one. */
public final class WrongRegisters {

    private static final String BETWEEN = "(?:[ \\t]*mov[ \\t]+ah[ \\t]*,[^\\n]*\\n)?";

    private static final Pattern CHARACTER =
            Pattern.compile("(?mi)^(?<before>[ \\t]*(?:[.\\w]+:)?[ \\t]*mov[ \\t]+)dl(?<after>[ \\t]*,[^\\n]*\\n"
                    + BETWEEN + "[ \\t]*call[ \\t]+(?:putc|putchar|put_char|print_char)\\b)");
    private static final Pattern IN_DL = Pattern.compile("(?i)\\be?d[lxh]\\b");

    private static final Pattern TEXT =
            Pattern.compile("(?mi)^(?<before>[ \\t]*(?:[.\\w]+:)?[ \\t]*(?:mov|lea)[ \\t]+)dx(?<after>[ \\t]*,"
                    + "[ \\t]*\\[?[a-z_.][^\\n]*\\n" + BETWEEN
                    + "[ \\t]*call[ \\t]+(?:puts|print|print_string|print_str)\\b)");
    private static final Pattern IN_SI =
            Pattern.compile("(?i)\\be?si\\b|\\b(lods|movs|cmps)[bw]\\b|\\bparse_\\w+|\\bskip\\b");

    private WrongRegisters() {}

    /** @param source all the code of a feature */
    public static String mended(String source) {
        String text = isUsedOnlyThere(source, IN_DL, CHARACTER)
                ? CHARACTER.matcher(source).replaceAll("${before}al${after}")
                : source;
        return isUsedOnlyThere(text, IN_DL, TEXT) && !IN_SI.matcher(text).find()
                ? TEXT.matcher(text).replaceAll("${before}si${after}")
                : text;
    }

    private static boolean isUsedOnlyThere(String source, Pattern register, Pattern use) {
        Matcher uses = use.matcher(source);
        return uses.find()
                && !register.matcher(use.matcher(source).replaceAll("")).find();
    }
}
