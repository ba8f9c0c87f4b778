package pxos.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** What goes to stderr of what the program logs; {@code logback.xml} says the rest. */
final class Logging {

    private Logging() {}

    /** Shows each request to a model, each start of QEMU, each long wait and each file that is written. */
    static void beVerbose() {
        ((Logger) LoggerFactory.getLogger("pxos")).setLevel(Level.DEBUG);
    }
}
