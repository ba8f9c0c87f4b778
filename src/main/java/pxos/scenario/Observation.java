package pxos.scenario;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import pxos.os.TextScreen;
import pxos.os.disk.SectorWrite;

/** What can be seen of the machine once it has come to rest. */
public interface Observation {
    /** How the machine came to rest. */
    enum Rest {
        /** It waits for a key in the BIOS. */
        WAITS_FOR_KEY("waits for a key in the BIOS"),
        HALTED("is halted for good (HLT with interrupts off)"),
        RESET("asked for a reset"),
        /** Neither: a program that goes on. */
        RUNS("runs on"),
        NEVER("did not come to rest");

        private final String sentence;

        Rest(String sentence) {
            this.sentence = sentence;
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    TextScreen screen();

    Rest rest();

    /**
     * Physical memory.
     *
     * @param address 0 to 0xFFFFF
     * @param sizeBytes at least 1
     */
    byte[] memory(int address, int sizeBytes);

    /** What the machine wrote to the ports of timer and speaker, 40 to 43 and 61, since the step began; in its order. */
    List<PortWrite> portWrites();

    /** One byte that was written to a port. */
    record PortWrite(int port, int value) {}

    /** The disk in its drive. */
    default Disk disk() {
        throw new IllegalStateException("nobody has looked at the disk");
    }

    /** A disk at two moments, as images of 1,474,560 bytes: nobody changes them. */
    interface Disk {
        /** When it was put into the drive. */
        byte[] before();

        byte[] now();

        /** What was written to it in between, in its order; empty where nobody has kept it. */
        default Optional<List<SectorWrite>> writes() {
            return Optional.empty();
        }

        /** Starts another machine from such a disk. */
        default Start start(byte[] disk) {
            throw new IllegalStateException("there is no other machine");
        }
    }

    /**
     * How a machine started.
     *
     * @param fault why it did not come to its prompt; empty where it did
     * @param commands names of those that its pxOS knows
     */
    record Start(Optional<String> fault, Set<String> commands) {
        public Start {
            commands = Set.copyOf(commands);
        }
    }

    /** The text that the image's banner vector points to; its first row, if it has several. */
    String banner();

    /** The text that the image's prompt vector points to; its last row, if it has several. */
    String prompt();

    /** The rows of the banner below its first one, blank ones between others included. */
    default List<String> belowBanner() {
        return List.of();
    }

    /** The rows of the prompt above its last one, blank ones included. */
    default List<String> abovePrompt() {
        return List.of();
    }
}
