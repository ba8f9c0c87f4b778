package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import pxos.Problem;
import pxos.Problem.Kind;

/**
 * Why a run did not succeed.
 *
 * @param stage where it stopped
 * @param kind whose matter it is; decides the exit code
 * @param message what failed, and the value at fault
 * @param hint the next action; empty where there is none
 */
public record RunFailure(Stage stage, @JsonIgnore Kind kind, String message, String hint) {

    static RunFailure of(Stage stage, Problem problem) {
        return new RunFailure(stage, problem.kind(), problem.getMessage(), problem.hint());
    }
}
