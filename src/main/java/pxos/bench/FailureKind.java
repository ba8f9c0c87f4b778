package pxos.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a goal was not reached. */
public enum FailureKind {
    NONE("it was reached"),
    UNKNOWN("no answer: no recipe or file for it"),
    UNFINISHED("the model did not finish its answer"),
    TIME("its time was over"),
    PLAN("no usable plan"),
    CODE("no usable code"),
    BUILD("could not be built"),
    TEST("its own tests fail"),
    WEAK("its own tests are too weak"),
    ACCEPTANCE("verified, but the hidden tests fail"),
    INTERNAL("a fault of this program");

    private final String meaning;

    FailureKind(String meaning) {
        this.meaning = meaning;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }

    /** As it stands in JSON. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
