package pxos.pixel;

import java.util.List;
import pxos.pixel.RecordLimits.Kept;
import pxos.pixel.RecordLimits.Kind;

/**
 * What a run says about its goal and its proof. The result of a run and its record in the network hold this one object, so a
 * remark that is added here is in both.
 *
 * @param replacedTests names of the plan's tests that failed at first and gave way to others
 * @param understoodAs how the goal was understood, in one line; empty before that is known
 * @param gaveWay names of older tests that gave way because the goal says that it changes what they test
 * @param notInGoal texts and names that a model wrote and that are not in the goal; of a verified run
 * @param caveats what the proof leaves open, in words
 */
public record RunRemarks(
        @Kept(Kind.TESTS) List<String> replacedTests,
        @Kept(Kind.NAME) String understoodAs,
        @Kept(Kind.ROWS) List<String> gaveWay,
        @Kept(Kind.ROWS) List<String> notInGoal,
        @Kept(Kind.TESTS) List<String> caveats) {

    /** Nothing to say, as in older records. */
    public static final RunRemarks NONE = new RunRemarks(List.of(), "", List.of(), List.of(), List.of());

    public RunRemarks {
        replacedTests = List.copyOf(replacedTests);
        gaveWay = List.copyOf(gaveWay);
        notInGoal = List.copyOf(notInGoal);
        caveats = List.copyOf(caveats);
    }
}
