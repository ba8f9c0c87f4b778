package pxos.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.os.Vector;
import pxos.os.disk.Floppy;
import pxos.scenario.Input;
import pxos.scenario.Observation.PortWrite;
import pxos.scenario.Observation.Rest;

/**
 * Boots any image in microseconds, and executes nothing of it: shows its banner and its prompt, echoes what is typed, and
 * asks the test what each line does.
 */
public final class FakeEmulator implements Emulator {

    /** What a line can make the guest do. */
    public static final Outcome GOES_ON = Outcome.at(Rest.WAITS_FOR_KEY);

    public static final Outcome RESETS = Outcome.at(Rest.RESET);
    public static final Outcome HALTS = Outcome.at(Rest.HALTED);
    public static final Outcome TRIPLE_FAULTS = Outcome.tripleFault();
    public static final Outcome HANGS = Outcome.failed(Fault.Kind.SPIN, "computed without end");
    public static final Outcome BREAKS_EMULATOR = Outcome.failed(Fault.Kind.EMULATOR_ENDED, "it broke");

    /** What pxOS does with a line. */
    public interface Shell {

        /** Called at each Enter; GOES_ON shows the next prompt. */
        Outcome enter(FakeGuest guest, String line);

        /** Called where time passes. */
        default Outcome tick(FakeGuest guest, int ticks) {
            return GOES_ON;
        }
    }

    private final Shell shell;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private boolean deaf;
    private boolean missing;

    /** No line does anything. */
    public FakeEmulator() {
        this((guest, line) -> GOES_ON);
    }

    public FakeEmulator(Shell shell) {
        this.shell = shell;
    }

    /** @param rows what a line prints on which pxOS */
    public static FakeEmulator printing(BiFunction<FakeGuest, String, List<String>> rows) {
        return new FakeEmulator((guest, line) -> {
            rows.apply(guest, line).forEach(guest::printRow);
            return GOES_ON;
        });
    }

    /** The same where pxOS shows nothing of what is typed. */
    public FakeEmulator deaf() {
        deaf = true;
        return this;
    }

    /** The same where no guest starts. */
    public FakeEmulator missing() {
        missing = true;
        return this;
    }

    /** How many guests were asked for. */
    public int started() {
        return started.get();
    }

    /** How many of them are not closed. */
    public int open() {
        return open.get();
    }

    @Override
    public Guest guest(DiskImage disk, DriveKind drive) {
        if (missing) {
            throw new Problem(Problem.Kind.MISSING, "there is no emulator", "");
        }
        started.incrementAndGet();
        open.incrementAndGet();
        return new FakeGuest(disk);
    }

    @Override
    public void close() {
        // Nothing runs.
    }

    /** A guest with the lowest 64 KB of memory and a screen. */
    public final class FakeGuest implements Guest {

        private static final int MEMORY_BYTES = 0x10000;
        private static final String GREY = "2A 2A 2A";
        /** BIOS data area: column and row of the cursor (Ralf Brown's Interrupt List, memory 0040h:0050h). */
        private static final int CURSOR = 0x450;

        /** Everything that a snapshot holds. */
        private record State(byte[] memory, byte[] cells, int cursor, String line) {}

        private final List<PortWrite> portWrites = new ArrayList<>();
        private final List<Integer> executed = new ArrayList<>();
        private DiskImage disk;
        private State kept;
        private byte[] memory = new byte[MEMORY_BYTES];
        private byte[] cells = TextScreen.blank().cells();
        private int cursor;
        private String line = "";
        private long written;
        private String palette = GREY;

        private FakeGuest(DiskImage disk) {
            this.disk = disk;
        }

        /** The pxOS on its disk. */
        public BootImage image() {
            return new BootImage(disk.bytes(0, Floppy.RESERVED_BYTES), Map.of());
        }

        /** Whether the pxOS on its disk holds a text, such as one that a feature prints. */
        public boolean holds(String text) {
            return new String(disk.bytes(0, Floppy.RESERVED_BYTES), StandardCharsets.ISO_8859_1).contains(text);
        }

        public DiskImage disk() {
            return disk;
        }

        public void printRow(String row) {
            print(row + "\r\n");
        }

        public void print(String text) {
            for (char c : text.toCharArray()) {
                switch (c) {
                    case '\r' -> cursor -= cursor % TextScreen.COLUMNS;
                    case '\n' -> cursor += TextScreen.COLUMNS;
                    default -> cells[2 * cursor++] = (byte) c;
                }
                if (cursor >= TextScreen.ROWS * TextScreen.COLUMNS) {
                    scroll();
                }
            }
        }

        private void scroll() {
            cells = Arrays.copyOfRange(cells, 2 * TextScreen.COLUMNS, 2 * TextScreen.COLUMNS + cells.length);
            System.arraycopy(
                    TextScreen.blank().cells(),
                    0,
                    cells,
                    cells.length - 2 * TextScreen.COLUMNS,
                    2 * TextScreen.COLUMNS);
            cursor -= TextScreen.COLUMNS;
        }

        /** Clears the screen. */
        public void wipe() {
            cells = TextScreen.blank().cells();
            cursor = 0;
        }

        /** Changes a byte of memory. */
        public void poke(int address, int value) {
            memory[address] = (byte) value;
        }

        /** Is seen to execute the instruction at some address. */
        public void execute(int address) {
            executed.add(address);
        }

        /** Sets what the devices show for colour 7, until the next start. */
        public void paint(String colour) {
            palette = colour;
        }

        /** Writes to its disk, up to some byte. */
        public void write(long end) {
            written = Math.max(written, end);
        }

        @Override
        public Outcome powerOn() {
            memory = new byte[MEMORY_BYTES];
            return powerCycle();
        }

        @Override
        public Outcome powerCycle() {
            Arrays.fill(memory, 0x7000, MEMORY_BYTES, (byte) 0);
            palette = GREY;
            System.arraycopy(
                    disk.bytes(0, Floppy.RESERVED_BYTES), 0, memory, MemoryMap.IMAGE_BASE, Floppy.RESERVED_BYTES);
            cells = TextScreen.blank().cells();
            cursor = 0;
            executed.clear();
            if (disk.traits().unreadable().contains(1)) {
                Arrays.fill(memory, MemoryMap.SAFE_ZONE.first(), MemoryMap.VECTOR_TABLE.last() + 1, (byte) 0);
                print("Error: Cannot read sector 2");
            } else {
                print(image().textAt(Vector.BANNER));
            }
            prompt();
            return GOES_ON;
        }

        private void prompt() {
            line = "";
            if (cursor % TextScreen.COLUMNS != 0) {
                print("\r\n");
            }
            print(image().textAt(Vector.PROMPT));
        }

        @Override
        public Outcome type(List<Input.KeyStroke> keys) {
            Outcome outcome = GOES_ON;
            for (int i = 0; i < keys.size(); i++) {
                outcome = press(keys.get(i));
                if (!outcome.equals(GOES_ON)) {
                    return i + 1 < keys.size() ? outcome.before(keys.size() - i - 1) : outcome;
                }
            }
            return outcome;
        }

        @Override
        public Outcome press(List<Input.KeyStroke> keys) {
            return type(keys);
        }

        private Outcome press(Input.KeyStroke key) {
            String name = key.text().replaceAll("^\\{(.+)}$", "$1");
            if (key.isEnter()) {
                print("\r\n");
                Outcome outcome = shell.enter(this, line);
                if (outcome.equals(GOES_ON)) {
                    prompt();
                }
                return outcome;
            }
            if (name.equals("Backspace") && !line.isEmpty()) {
                line = line.substring(0, line.length() - 1);
                cells[2 * --cursor] = ' ';
            } else if (name.length() == 1 && !deaf && line.length() < MemoryMap.INPUT_LINE_MAX_CHARACTERS) {
                poke(MemoryMap.INPUT_LINE + line.length(), name.charAt(0));
                line += name;
                print(name);
            }
            return GOES_ON;
        }

        @Override
        public Outcome letPass(int ticks) {
            return shell.tick(this, ticks);
        }

        @Override
        public void keepPrompt() {
            kept = new State(memory.clone(), cells.clone(), cursor, line);
        }

        @Override
        public void restorePrompt() {
            memory = kept.memory().clone();
            cells = kept.cells().clone();
            cursor = kept.cursor();
            line = kept.line();
            palette = GREY;
            executed.clear();
        }

        @Override
        public void insert(DiskImage other) {
            disk = other;
        }

        @Override
        public DiskImage inserted() {
            return disk;
        }

        @Override
        public byte[] diskNow() {
            return disk.shared();
        }

        @Override
        public Guest another(DiskImage other) {
            return guest(other, DriveKind.IDE);
        }

        @Override
        public TextScreen screen() {
            return new TextScreen(cells, cursor / TextScreen.COLUMNS, cursor % TextScreen.COLUMNS);
        }

        @Override
        public byte[] memory(int address, int sizeBytes) {
            memory[CURSOR] = (byte) (cursor % TextScreen.COLUMNS);
            memory[CURSOR + 1] = (byte) (cursor / TextScreen.COLUMNS);
            return Arrays.copyOfRange(memory, address, address + sizeBytes);
        }

        @Override
        public void setMemory(int address, byte[] bytes) {
            System.arraycopy(bytes, 0, memory, address, bytes.length);
        }

        @Override
        public long highestByteWritten() {
            return written;
        }

        /** Writes to a port. */
        public void out(int port, int value) {
            portWrites.add(new PortWrite(port, value));
        }

        @Override
        public void watchPorts() {
            portWrites.clear();
        }

        @Override
        public List<PortWrite> portWrites() {
            return List.copyOf(portWrites);
        }

        @Override
        public DeviceState devices() {
            return new DeviceState(Map.of("palette entry 7", palette), 0);
        }

        @Override
        public String registers() {
            return "EAX=00000000";
        }

        @Override
        public Place place() {
            int start = MemoryMap.SAFE_ZONE.first();
            return new Place(0, start, start);
        }

        @Override
        public OptionalInt firstExecuted(IntPredicate where) {
            return executed.stream().mapToInt(address -> address).filter(where).findFirst();
        }

        @Override
        public OptionalInt lastEntered() {
            return OptionalInt.of(MemoryMap.SAFE_ZONE.first());
        }

        @Override
        public boolean isUndefined(int address) {
            return false;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
