package pxos.build.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.build.shrink.Rule.Piece;
import pxos.build.shrink.Rule.Shorter;

/** Smaller ways to say the same. Each is done wherever it fits, until none fits any more. */
final class Rewrites {

    static final List<Rule> RULES = Stream.of(
                    DeadParts.RULES, KnownValues.RULES, Comparisons.RULES, Idioms.RULES, Encodings.RULES)
            .flatMap(List::stream)
            .toList();

    private final Code code;
    private final List<Rule> rules;
    private final List<String> done = new ArrayList<>();

    Rewrites(Code code, List<Rule> rules) {
        this.code = code;
        this.rules = rules;
    }

    /** Makes the code as small as it can, and says how: one line for each change. */
    List<String> run() {
        boolean smaller = true;
        while (smaller) {
            int before = done.size();
            jumps();
            done.addAll(new Jumps(code).unreached(new Facts(code)));
            pairs(new Facts(code));
            rules();
            Tails.share(code)
                    .or(() -> new Places(code).move())
                    .or(() -> Repeats.share(code, new Facts(code)))
                    .ifPresent(done::add);
            smaller = done.size() > before;
        }
        return List.copyOf(done);
    }

    private void jumps() {
        Jumps jumps = new Jumps(code);
        for (Cell cell : code.cells()) {
            if (cell.isCode() && code.at(cell.old()) == cell) {
                jumps.rewrite(cell).ifPresent(done::add);
            }
        }
    }

    private void pairs(Facts facts) {
        for (Cell cell : Pairs.unwanted(facts)) {
            code.remove(cell);
            done.add(cell.inWords() + ": nobody wants it");
        }
    }

    private void rules() {
        Facts facts = new Facts(code);
        for (Cell cell : code.cells()) {
            if (cell.isCode() && code.at(cell.old()) == cell && rewrite(cell, facts)) {
                facts = new Facts(code);
            }
        }
    }

    private boolean rewrite(Cell cell, Facts facts) {
        for (Rule rule : rules) {
            Optional<Shorter> shorter = rule.on(cell, facts);
            if (shorter.isPresent() && put(cell, shorter.get(), facts)) {
                return true;
            }
        }
        return false;
    }

    private boolean put(Cell cell, Shorter shorter, Facts facts) {
        List<Cell> behind = new ArrayList<>();
        Cell last = cell;
        for (int i = 1; i < shorter.cells(); i++) {
            last = code.next(last);
            if (facts.isTarget(last)) {
                return false;
            }
            behind.add(last);
        }
        List<Piece> pieces = shorter.pieces();
        String texts = String.join("; ", pieces.stream().map(Piece::text).toList());
        done.add(cell.inWords() + (pieces.isEmpty() ? ": nobody wants it" : " -> " + texts));
        behind.forEach(code::remove);
        if (pieces.isEmpty()) {
            code.remove(cell);
            return true;
        }
        Piece first = pieces.get(0);
        code.put(cell.become(first.text(), first.bytes(), first.references().toArray(Cell.Reference[]::new)));
        Cell place = cell;
        for (Piece piece : pieces.subList(1, pieces.size())) {
            place = code.add(place, piece.text(), piece.bytes(), piece.references());
        }
        return true;
    }
}
