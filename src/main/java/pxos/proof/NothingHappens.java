package pxos.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import pxos.os.BiosMemory;
import pxos.os.TextScreen;
import pxos.scenario.Input;
import pxos.scenario.Observation;
import pxos.scenario.Scenario;

/**
 * pxOS as it would look if keys were echoed, each Enter gave a new prompt, and nothing else happened: as if every command
 * were a bare {@code ret}.
 */
final class NothingHappens implements Observation {

    private static final int MOST_CHARACTERS = 79;

    private final FreshPrompt fresh;
    private DiskImage disk;
    private final boolean erases;
    private final String prompt;
    private final List<char[]> rows = new ArrayList<>();
    private int row;
    private int column;
    private int typed;

    /**
     * @param fresh the prompt of the OS
     * @param from the screen before the keys
     */
    NothingHappens(FreshPrompt fresh, PromptPlace from) {
        this.fresh = fresh;
        this.disk = DiskImage.of(fresh.image());
        this.erases = fresh.hasLineEditor();
        this.prompt = from.text();
        show(from);
    }

    private void show(PromptPlace from) {
        TextScreen screen = from.screen();
        rows.clear();
        IntStream.range(0, TextScreen.ROWS).forEach(i -> rows.add(screen.row(i).toCharArray()));
        row = screen.cursorRow();
        column = screen.cursorColumn();
        typed = from.typed().orElse(0);
    }

    /** Puts a disk into the drive, to which nothing is written. */
    NothingHappens on(DiskImage inserted) {
        disk = inserted;
        return this;
    }

    NothingHappens type(List<Input> inputs) {
        inputs.forEach(this::type);
        return this;
    }

    private void type(Input input) {
        if (input instanceof Input.PowerCycle) {
            show(new PromptPlace(fresh.prompt(), fresh.screen()));
        } else if (input instanceof Input.KeyStroke key) {
            press(key);
        }
    }

    private void press(Input.KeyStroke key) {
        String character = character(key.text());
        if (key.isEnter()) {
            newRow();
            print(prompt);
            typed = 0;
        } else if (key.text().equals("{Backspace}")) {
            erase();
        } else if (character.length() == 1 && (typed < MOST_CHARACTERS || !erases)) {
            print(character);
            typed++;
        }
    }

    /** The character that a key types; more than one where it types none. */
    private static String character(String text) {
        boolean braced = text.length() > 2 && text.startsWith("{") && text.endsWith("}");
        String name = braced ? text.substring(1, text.length() - 1) : text.replace("{{", "{");
        return name.equals("Space") ? " " : name;
    }

    private void erase() {
        if (!erases || typed == 0) {
            return;
        }
        typed--;
        column--;
        if (column < 0) {
            column = TextScreen.COLUMNS - 1;
            row--;
        }
        if (row >= 0) {
            rows.get(row)[column] = ' ';
        }
    }

    private void print(String text) {
        for (char c : text.toCharArray()) {
            rows.get(row)[column++] = c;
            if (column == TextScreen.COLUMNS) {
                newRow();
            }
        }
    }

    private void newRow() {
        column = 0;
        row++;
        if (row == TextScreen.ROWS) {
            Collections.rotate(rows, -1);
            rows.set(TextScreen.ROWS - 1, " ".repeat(TextScreen.COLUMNS).toCharArray());
            row--;
        }
    }

    @Override
    public TextScreen screen() {
        byte[] cells = TextScreen.blank().cells();
        for (int i = 0; i < TextScreen.ROWS * TextScreen.COLUMNS; i++) {
            cells[2 * i] = (byte) rows.get(i / TextScreen.COLUMNS)[i % TextScreen.COLUMNS];
        }
        return new TextScreen(cells, row, column);
    }

    @Override
    public Disk disk() {
        byte[] bytes = disk.shared();
        return new Disk() {
            @Override
            public byte[] before() {
                return bytes;
            }

            @Override
            public byte[] now() {
                return bytes;
            }
        };
    }

    @Override
    public Rest rest() {
        return Rest.WAITS_FOR_KEY;
    }

    @Override
    public byte[] memory(int address, int sizeBytes) {
        byte[] bytes = fresh.memory(address, sizeBytes);
        for (int i = 0; i < sizeBytes; i++) {
            if (address + i == BiosMemory.CURSOR) {
                bytes[i] = (byte) column;
            } else if (address + i == BiosMemory.CURSOR + 1) {
                bytes[i] = (byte) row;
            }
        }
        return bytes;
    }

    @Override
    public List<PortWrite> portWrites() {
        return List.of();
    }

    @Override
    public String banner() {
        return fresh.banner();
    }

    @Override
    public String prompt() {
        return prompt;
    }

    @Override
    public List<String> belowBanner() {
        return fresh.belowBanner();
    }

    /** Whether a screen looks as if the keys of a scenario had been echoed, and nothing else had happened. */
    boolean isAllThat(Scenario scenario, TextScreen seen) {
        scenario.steps().forEach(step -> type(step.inputs()));
        return screen().rows().equals(seen.rows());
    }

    /**
     * Whether something else has happened from the row of the keys to that of the cursor. What is drawn at a place of its own looks
     * the same when it is drawn once more.
     */
    boolean isExceededAtCursor(Scenario scenario, TextScreen seen) {
        int start = row;
        boolean scrolled = !isAllThat(scenario, seen) && seen.cursorRow() < start;
        return scrolled
                || row != seen.cursorRow()
                || IntStream.rangeClosed(start, seen.cursorRow())
                        .anyMatch(
                                i -> !screen().rows().get(i).equals(seen.rows().get(i)));
    }
}
