package pxos.tools;

import java.util.List;

/** Says in terms of tools what is said elsewhere in terms of the command line: an agent has no other hands. */
final class Wording {

    private record Term(String pattern, String replacement) {}

    /** In this order: the longer ones first. */
    private static final List<Term> TERMS = List.of(
            new Term("Give a goal of your own with --goal\\.", "Give a goal of your own."),
            new Term(
                    "bin/pxos installs QEMU by itself; --no-test builds without proving anything\\.",
                    "Ask the user to install QEMU (Debian: qemu-system-x86, Homebrew: qemu)."),
            new Term(
                    "Ask again, or take it as it is with --floor off\\.",
                    "Give better tests, and hand the whole answer in again."),
            new Term("(bin/)?pxos goals", "list_goals"),
            new Term("(bin/)?pxos (features|milestones)", "list_features"),
            new Term("(bin/)?pxos history( RUN)?", "history_search"),
            new Term("(bin/)?pxos undo", "undo_run"),
            new Term("(bin/)?pxos remove", "remove_feature"),
            new Term("(bin/)?pxos test", "test"),
            new Term("--auto --until (M\\d+)", "next_milestone until $1"),
            new Term("--auto", "next_milestone"),
            new Term("--goal \"([^\"]*)\"", "build_goal \"$1\""));

    private Wording() {}

    static String forAgents(String text) {
        String said = text;
        for (Term term : TERMS) {
            said = said.replaceAll(term.pattern(), term.replacement());
        }
        return said;
    }
}
