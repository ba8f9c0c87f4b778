package pxos.scenario;

import java.util.List;
import java.util.stream.IntStream;
import pxos.os.TextScreen;

/** What an observation shows of the answers to typed lines: the other rows are blank. */
final class AnswerObservation implements Observation {

    private final Observation whole;
    private final TextScreen screen;

    AnswerObservation(Observation whole) {
        this.whole = whole;
        this.screen = answers(whole.screen(), whole.prompt());
    }

    private static TextScreen answers(TextScreen screen, String prompt) {
        if (prompt.isBlank()) {
            return screen;
        }
        int first = IntStream.range(0, TextScreen.ROWS)
                .filter(row -> screen.row(row).startsWith(prompt))
                .findFirst()
                .orElse(0);
        byte[] cells = screen.cells();
        byte[] blank = TextScreen.blank().cells();
        int rowBytes = 2 * TextScreen.COLUMNS;
        for (int row = 0; row < TextScreen.ROWS; row++) {
            if (row < first || screen.row(row).startsWith(prompt)) {
                System.arraycopy(blank, 0, cells, row * rowBytes, rowBytes);
            }
        }
        return new TextScreen(cells, screen.cursorRow(), screen.cursorColumn());
    }

    @Override
    public TextScreen screen() {
        return screen;
    }

    @Override
    public Rest rest() {
        return whole.rest();
    }

    @Override
    public byte[] memory(int address, int sizeBytes) {
        return whole.memory(address, sizeBytes);
    }

    @Override
    public List<PortWrite> portWrites() {
        return whole.portWrites();
    }

    @Override
    public String banner() {
        return whole.banner();
    }

    @Override
    public String prompt() {
        return whole.prompt();
    }

    @Override
    public List<String> belowBanner() {
        return whole.belowBanner();
    }

    @Override
    public List<String> abovePrompt() {
        return whole.abovePrompt();
    }
}
