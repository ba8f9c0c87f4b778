package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.os.TextScreen;
import pxos.scenario.Expectation.Unmet;

/**
 * What was observed when a scenario failed.
 *
 * @param step the step that failed, counted from 1
 * @param keys the keys of that step
 * @param unmet the expectations that were not satisfied
 * @param faultOrNull what went wrong with the machine, if anything did
 * @param registers the processor's registers as QEMU prints them; may be empty
 * @param screen the screen at that moment
 */
public record Evidence(
        int step, String keys, List<Unmet> unmet, Fault faultOrNull, String registers, TextScreen screen) {

    public Evidence {
        unmet = List.copyOf(unmet);
    }

    public Optional<Fault> fault() {
        return Optional.ofNullable(faultOrNull);
    }

    /** The first thing that was wrong, on one line. */
    public String summary() {
        return fault().map(Fault::toString)
                .or(() -> unmet.stream().findFirst().map(Unmet::toString))
                .orElse("nothing was observed");
    }

    /** Everything, for people and models: lines of text without colours. */
    public String toText() {
        List<String> lines = new ArrayList<>();
        lines.add("step " + step + (keys.isEmpty() ? "" : ", keys typed: " + keys));
        fault().ifPresent(fault -> lines.add("fault: " + fault));
        for (Unmet each : unmet) {
            lines.add("wanted: " + each.wanted());
            lines.add("   got: " + each.got());
        }
        lines.add("screen:");
        lines.add(screen.toText());
        if (!registers.isEmpty()) {
            lines.add("registers:");
            lines.add(registers);
        }
        return String.join(System.lineSeparator(), lines);
    }
}
