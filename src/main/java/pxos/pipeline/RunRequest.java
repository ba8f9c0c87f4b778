package pxos.pipeline;

import java.time.Duration;
import java.util.List;
import pxos.model.GivenAnswer;
import pxos.model.lm.Llm;
import pxos.proof.DriveKind;
import pxos.scenario.Scenario;
import pxos.workspace.Workspace;

/**
 * What the user asked for.
 *
 * @param workspace the pxOS to work on
 * @param goal the goal in words; empty with {@code auto}
 * @param auto whether to take the next incomplete milestone
 * @param until with {@code auto}: the last milestone to build; empty for just one
 * @param authors who plans and writes the code
 * @param testing how the result is tested
 * @param allowBootEdit whether the boot sector may be written to
 * @param wish what comes with a goal that the program chose by itself; {@link Wish#NONE} where a person asked for it
 */
public record RunRequest(
        Workspace workspace,
        String goal,
        boolean auto,
        String until,
        Authors authors,
        Testing testing,
        boolean allowBootEdit,
        Wish wish) {

    /** What a person asks for. */
    public RunRequest(
            Workspace workspace,
            String goal,
            boolean auto,
            String until,
            Authors authors,
            Testing testing,
            boolean allowBootEdit) {
        this(workspace, goal, auto, until, authors, testing, allowBootEdit, Wish.NONE);
    }

    /**
     * What comes with a goal that the program chose by itself.
     *
     * @param reason why it was chosen, in one line
     * @param feature the name of the feature; empty where its author gives it
     * @param acceptance tests that were written before the code; all of them have to pass
     * @param mostBytes what the feature may take; 0 for no such limit
     * @param parents what a model is to learn from: earlier versions of the feature, the lesson of the last try
     */
    public record Wish(String reason, String feature, List<Scenario> acceptance, int mostBytes, List<String> parents) {
        public static final Wish NONE = new Wish("", "", List.of(), 0, List.of());

        public Wish {
            acceptance = List.copyOf(acceptance);
            parents = List.copyOf(parents);
        }

        /** Whether a feature that is there is to be written anew in fewer bytes. */
        boolean isForFewerBytes() {
            return mostBytes > 0;
        }

        /** What its author has to keep to, one sentence each. */
        List<String> constraints() {
            return isForFewerBytes()
                    ? List.of("The feature takes at most " + mostBytes + " bytes, its texts included.")
                    : List.of();
        }
    }

    /**
     * Who plans and writes the code.
     *
     * @param llm a language model or the recipes
     * @param url an OpenAI-compatible server
     * @param models the models to ask; empty for the server's own choice
     * @param attempts code attempts for each feature, at least 1
     * @param candidates answers asked for at a time, at least 1
     * @param given an answer that is there already, so that nobody is asked; null where there is none
     */
    public record Authors(Llm llm, String url, List<String> models, int attempts, int candidates, GivenAnswer given) {
        public Authors {
            models = List.copyOf(models);
        }

        public Authors(Llm llm, String url, List<String> models, int attempts, int candidates) {
            this(llm, url, models, attempts, candidates, null);
        }

        /** Nobody is asked. */
        public static Authors of(GivenAnswer answer) {
            return new Authors(Llm.RECIPES, "", List.of(), 1, 1, answer);
        }
    }

    /**
     * How the result is tested.
     *
     * @param wanted whether to boot it; without, nothing is called verified
     * @param drive the drive that QEMU boots from
     * @param timeout how long testing one image may take at most
     * @param floor what the tests of code from a language model have to reach
     */
    public record Testing(boolean wanted, DriveKind drive, Duration timeout, Floor floor) {}

    /** The goal for people: what they typed, or what {@code --auto} stands for. */
    public String title() {
        return !auto ? goal : until.isEmpty() ? "the next milestone" : "all milestones until " + until;
    }
}
