package pxos.scenario;

import java.util.List;

/** One thing that a scenario does to the machine. */
public sealed interface Input {

    /** As it stands in a scenario, such as {@code a} or {@code {Enter}}. */
    String text();

    /**
     * Keys pressed in this order and released in the reverse order.
     *
     * @param text as it stands in a scenario
     * @param codes key codes of the QMP reference, {@code QKeyCode}, such as {@code shift} and {@code a}
     */
    record KeyStroke(String text, List<String> codes) implements Input {
        public KeyStroke {
            codes = List.copyOf(codes);
        }
    }

    /** Switches the machine off and on and waits for the prompt: {@code {Boot}}. */
    record PowerCycle() implements Input {
        @Override
        public String text() {
            return "{Boot}";
        }
    }
}
