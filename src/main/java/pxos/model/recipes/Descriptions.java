package pxos.model.recipes;

import java.util.regex.Pattern;

/** Texts that say what is to be drawn or counted, as {@code five stars} does, rather than what it reads. */
final class Descriptions {

    private static final String NUMBER =
            "(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred"
                    + "|dozen|some|many|several|few|lots of|plenty of)";

    /** What a screen can be filled with, one by one. */
    private static final String DRAWN =
            "(?:stars|asterisks|dots|periods|dashes|hyphens|hashes|hash signs|plus(?:es| signs)|minus signs|exclamation marks"
                    + "|question marks|at signs|spaces|blanks|lines|rows|columns|letters|characters|digits|numbers|zeros|zeroes"
                    + "|bells|beeps|hearts|arrows|squares|circles|triangles|boxes|bars|blocks|colons|commas|underscores|slashes"
                    + "|backslashes|tildes|percent signs|dollar signs|equals signs|smileys|smilies|faces|bullets|diamonds"
                    + "|[a-z]s|[a-z]'s|.?'?[-*#=+.!?]'?s?)";

    private static final Pattern DESCRIPTION =
            Pattern.compile("(?i)" + NUMBER + "(?: (?:[a-z]+ )?)" + DRAWN + "(?: .*)?"
                    + "|(?:[a-z]+ )?(?:rows?|lines?|columns?|strings?|box|boxes|triangle|square|pyramid|table|grid|border|frame|wall"
                    + "|series|sequence|list) of .*"
                    + "|(?:(?:all|even|odd|prime|first|fibonacci|natural|whole|square) )*(?:numbers|digits|letters|primes|multiples)"
                    + " (?:from|between|up|below|under|of|[0-9a-z] (?:to|through|-)) .*"
                    + "|(?:even|odd|prime|fibonacci) numbers.*");

    private Descriptions() {}

    /** Whether a text that nothing marks is likely to stand for something else. */
    static boolean describes(String text) {
        return DESCRIPTION.matcher(text.strip()).matches();
    }
}
