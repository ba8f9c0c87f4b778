package pxos.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import pxos.proof.Evidence;
import pxos.proof.ScenarioResult;
import pxos.proof.TestReport;
import pxos.proof.Verdict;

/**
 * A test from one drive, as programs get it.
 *
 * @param drive ide or floppy
 * @param verdict one line that starts with PASS, FAIL or ERROR
 */
record TestedDrive(String drive, String verdict, long tookMs, List<Check> checks) {

    /**
     * One check.
     *
     * @param because why it does not hold; null where it does
     * @param evidence what was observed; null where it holds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Check(String name, Verdict verdict, long tookMs, String because, String evidence) {
        static Check of(ScenarioResult result) {
            boolean holds = result.verdict() == Verdict.PASS;
            return new Check(
                    result.name(),
                    result.verdict(),
                    result.took().toMillis(),
                    holds ? null : result.because(),
                    holds ? null : result.evidence().map(Evidence::toText).orElse(""));
        }
    }

    static TestedDrive of(String drive, TestReport report) {
        return new TestedDrive(
                drive,
                report.summary(),
                report.took().toMillis(),
                report.results().stream().map(Check::of).toList());
    }
}
