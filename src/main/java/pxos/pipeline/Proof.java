package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pxos.qemu.ScenarioResult;
import pxos.qemu.TestReport;
import pxos.qemu.Verdict;

/**
 * What testing a change showed: its scenarios on the image from before, and all scenarios on the image after.
 *
 * @param before the change's scenarios on the image without it
 * @param after the change's scenarios and the older ones on the image with it
 * @param fresh names of the change's scenarios
 */
public record Proof(TestReport before, TestReport after, List<String> fresh) {

    public Proof {
        fresh = List.copyOf(fresh);
    }

    /** Whether all scenarios pass now and at least one of the change's did not before. */
    public boolean passed() {
        return after.verdict() == Verdict.PASS && !discriminating().isEmpty();
    }

    /** The change's scenarios that failed without it: only these prove anything. */
    public List<String> discriminating() {
        List<String> failing = new ArrayList<>();
        for (ScenarioResult result : before.failures()) {
            if (result.verdict() == Verdict.FAIL && fresh.contains(result.name())) {
                failing.add(result.name());
            }
        }
        return failing;
    }

    /** The change's scenarios that passed already without it. */
    public List<String> notDiscriminating() {
        List<String> failing = discriminating();
        return fresh.stream().filter(name -> !failing.contains(name)).toList();
    }

    public int checksTotal() {
        return after.results().size();
    }

    public int checksPassed() {
        return checksTotal() - after.failures().size();
    }

    /** One line that starts with PASS, FAIL or ERROR. */
    public String verdict() {
        if (after.verdict() != Verdict.PASS) {
            return after.summary();
        }
        return passed()
                ? "PASS - " + summary()
                : fresh.isEmpty()
                        ? "FAIL - there is no scenario that shows the change, so nothing is proved"
                        : "FAIL - every scenario of the change passed before it, so nothing is proved: "
                                + String.join("; ", fresh);
    }

    /** How many checks held, in a few words. */
    public String summary() {
        return checksPassed() + " of " + checksTotal() + " checks, " + discriminating().size()
                + " of them failed before the change";
    }

    /** The next action for a failure that is no fault of the code. */
    public String hint() {
        return after.verdict() == Verdict.PASS ? "Give a scenario that fails before the change and passes after it." : "";
    }

    /** Everything that failed, for people and models. */
    public String evidence() {
        if (after.verdict() == Verdict.PASS) {
            return verdict();
        }
        return after.failures().stream()
                .map(result -> "'" + result.name() + "': "
                        + result.evidence().map(evidence -> evidence.toText()).orElse(result.because()))
                .collect(Collectors.joining("\n\n"));
    }
}
