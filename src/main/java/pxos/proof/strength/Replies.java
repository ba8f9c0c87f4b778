package pxos.proof.strength;

import java.util.List;
import java.util.stream.IntStream;
import pxos.os.TextScreen;
import pxos.proof.strength.Bench.Played;
import pxos.proof.strength.Bench.View;

/** What code shows for lines that no test need type. */
record Replies(Bench bench) {

    /**
     * The rows between a line and the next prompt.
     *
     * @return none where the prompt does not come back or only QEMU could tell
     */
    List<String> to(String line) {
        Session session = new Session(List.of(), List.of(line + "{Enter}"));
        Played played = bench.play(session, bench.disk(session.scenario("a line", List.of())));
        View last = played.views().get(played.views().size() - 1);
        TextScreen screen = last.screen();
        if (!last.goesOn() || last.isUnknown()) {
            return List.of();
        }
        List<String> rows = IntStream.range(0, screen.cursorRow())
                .mapToObj(screen::row)
                .map(String::stripTrailing)
                .toList();
        int echo = IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).endsWith(line))
                .findFirst()
                .orElse(-1);
        return rows.subList(echo + 1, rows.size());
    }
}
