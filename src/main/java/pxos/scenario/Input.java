package pxos.scenario;

import java.util.List;

/** One thing that a scenario does to the machine. */
public sealed interface Input {

    /** Key symbol of the Enter key. */
    int ENTER = 0xFF0D;

    /** As it stands in a scenario, such as {@code a} or {@code {Enter}}. */
    String text();

    /**
     * Keys pressed in this order and released in the reverse order.
     *
     * @param text as it stands in a scenario
     * @param keys key symbols of the X Window System (keysymdef.h), such as 0xFFE1 for Shift and 0x61 for the key A
     */
    record KeyStroke(String text, List<Integer> keys) implements Input {

        public KeyStroke {
            keys = List.copyOf(keys);
        }

        public boolean isEnter() {
            return keys.contains(ENTER);
        }
    }

    /**
     * Lets guest time pass: {@code {Wait 18}}, a second.
     *
     * @param ticks of the timer, about 55 ms each
     */
    record Wait(int ticks) implements Input {
        @Override
        public String text() {
            return "{Wait " + ticks + "}";
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
