package pxos.pixel;

import java.util.List;

/** Records for tests. */
final class Runs {
    private static final List<String> GOALS = List.of(
            "Update hello message to HELLO PXOS v2",
            "Add backspace support",
            "Implement help command that lists available commands",
            "Add clear command to clear screen",
            "Add a command rot13 that prints its argument in rot13",
            "Make reboot ask before it does so",
            "Change the prompt to READY>");

    private Runs() {}

    /** The n-th of a sequence of unlike runs: two of three pass. */
    static RunRecord run(int n) {
        return run(n, GOALS.get(n % GOALS.size()), n % 3 == 1 ? "FAIL" : "PASS");
    }

    static RunRecord run(int n, String goal, String verdict) {
        boolean passed = verdict.equals("PASS");
        return new RunRecord(
                new RunRecord.Request(
                        "run_" + (1_763_900_000 + 37L * n),
                        "2026-11-23T13:03:" + (10 + n % 50) + "Z",
                        goal,
                        n % 4 == 0 ? "M2" : "",
                        "recipes"),
                new RunRecord.Result(
                        verdict,
                        passed ? "" : "test",
                        List.of("feature_" + n % 5),
                        "Compose the template print_string and hook it to the banner vector.",
                        List.of("7E00-7E1F", "7FE0-7FE1"),
                        new RunRemarks(
                                List.of(),
                                n % 3 == 0 ? "hello message = \"HELLO PXOS v" + n + "\"" : "",
                                List.of(),
                                n % 5 == 0 ? List.of("usage: ver") : List.of(),
                                n % 4 == 0 ? List.of("no test types a number beyond 65535") : List.of())),
                new RunRecord.Proof(
                        passed ? 6 : 2,
                        6,
                        passed
                                ? List.of()
                                : List.of("scenario 'help lists " + n + "': wanted row \"help clear\", got row \"\""),
                        passed ? "" : "Run again with --attempts 5",
                        passed ? "100 % executed, 41 of 48 mutants caught" : "",
                        List.of("Booting from Hard Disk...", "HELLO PXOS v" + n, "", "pxOS v1> "),
                        18),
                new RunRecord.Cost(1, 0, 420 + n),
                // Every fourth has colours on its screen, as after a goal such as 'white on blue'.
                change(n % 4 == 2 ? "1F*80 4E 1F*" + (100 + n) : "", n % 4 == 2 ? "70" : ""));
    }

    private static RunRecord.Change change(String attributes, String attributesBefore) {
        return new RunRecord.Change(
                List.of("Booting from Hard Disk...", "HELLO PXOS", "pxOS v1> "),
                List.of("+7E00-7E1F", "~7FE0-7FE1"),
                List.of("WRITE 7E00 BE ; mov si, 7E08", "WRITE 7E03 E8 ; call puts", "WRITE 7E06 C3 ; ret"),
                attributes,
                attributesBefore);
    }

    /** The n-th run with other colours on its screens. */
    static RunRecord coloured(int n, String attributes, String attributesBefore) {
        return changed(run(n), change(attributes, attributesBefore));
    }

    static RunRecord changed(RunRecord run, RunRecord.Change change) {
        return new RunRecord(run.request(), run.result(), run.proof(), run.cost(), change);
    }
}
