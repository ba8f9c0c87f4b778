package pxos.build.shrink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pxos.build.shrink.Cell.Reference;
import pxos.build.source.CodeMap;
import pxos.build.source.FeatureBlock;
import pxos.build.source.ListedRow;
import pxos.build.source.OsSource;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.os.code.Encoding;
import pxos.os.code.Instruction;

/** Takes a feature apart, if it is certain which of its bytes are addresses. */
final class Cells {

    private static final Pattern NUMBER =
            Pattern.compile("(?i)(?<![\\w.$])(0x[0-9a-f]{1,5}|[0-9][0-9a-f]{0,5}h|[0-9]{1,6})(?![\\w.])");

    private final AddressRange range;

    private Cells(AddressRange range) {
        this.range = range;
    }

    /** Its code; empty where something stands in the way of moving it. */
    static Optional<Code> of(FeatureBlock block, OsSource source, BootImage image) {
        List<AddressRange> ranges = block.addresses();
        if (ranges.size() != 1 || block.editsBoot() || isEntered(ranges.get(0), block, source, image)) {
            return Optional.empty();
        }
        return new Cells(ranges.get(0)).code(block, image);
    }

    /** Whether another feature leads into it otherwise than by hooks. */
    private static boolean isEntered(AddressRange range, FeatureBlock block, OsSource source, BootImage image) {
        return source.features().stream()
                .filter(other -> !other.name().equals(block.name()))
                .flatMap(other -> CodeMap.of(other, image).stream())
                .anyMatch(code ->
                        code.encoding().target(code.address()).stream().anyMatch(range::contains)
                                || new Cells(range)
                                        .references(code.address(), code.encoding()).stream()
                                                .anyMatch(reference -> range.contains(reference.target())));
    }

    private Optional<Code> code(FeatureBlock block, BootImage image) {
        Map<Integer, Instruction> instructions = new HashMap<>();
        CodeMap.of(block, image).forEach(each -> instructions.put(each.address(), each));
        Map<Integer, ListedRow> rows = new HashMap<>();
        ListedRow.of(block.lines().stream()).stream()
                .filter(ListedRow::hasBytes)
                .forEach(row -> {
                    for (int i = 0; i < row.bytes().size(); i++) {
                        rows.put(row.address() + i, row);
                    }
                });
        List<Cell> cells = new ArrayList<>();
        int at = range.first();
        while (at <= range.last()) {
            Instruction code = instructions.get(at);
            Cell cell = code == null ? data(at, rows, instructions) : instruction(code);
            if (cell == null || cell.bytes().isEmpty()) {
                return Optional.empty();
            }
            cells.add(cell);
            at += cell.oldSize();
        }
        Code code = new Code(block, range, cells);
        return cells.stream().allMatch(cell -> isPlain(cell, code)) ? Optional.of(code) : Optional.empty();
    }

    /** Whether it reads and writes no code, names code only by its first byte, and jumps far where it leads far away. */
    private boolean isPlain(Cell cell, Code code) {
        Encoding encoding = cell.isCode() ? cell.encoding().orElse(null) : null;
        for (Reference reference : cell.references()) {
            Cell target = code.at(reference.target());
            boolean isCode = target != null && target.isCode();
            boolean inside = isCode && target.old() != reference.target();
            boolean memory = encoding != null
                    && !reference.relative()
                    && (reference.at() < encoding.immediateAt() || (encoding.opcode() & ~3) == 0xA0);
            boolean leaves = reference.relative() && reference.size() == 1 && !range.contains(reference.target());
            if (inside || memory && isCode || leaves) {
                return false;
            }
        }
        return true;
    }

    private Cell instruction(Instruction code) {
        Encoding encoding = code.encoding();
        return new Cell(
                code.address(),
                code.sizeBytes(),
                encoding.bytes(),
                code.text().isEmpty() ? "" : code.text(),
                true,
                references(code.address(), encoding).stream()
                        .filter(reference -> reference.relative() || !isNumber(code.text(), reference.target()))
                        .toList());
    }

    /** A displacement or an immediate value that is an address of the feature, and where a jump or call leads. */
    private List<Reference> references(int address, Encoding code) {
        List<Reference> found = new ArrayList<>();
        int immediate = code.sizeBytes() - code.immediateAt();
        if (code.isRelative()) {
            return List.of(new Reference(
                    code.immediateAt(), immediate, true, code.target(address).orElseThrow()));
        }
        int displacement = code.immediateAt() - code.operandAt() - 1;
        if (code.operandAt() >= 0 && displacement >= 2) {
            word(code.bytes(), code.immediateAt() - displacement, 2).ifPresent(found::add);
        }
        if (immediate == 2 || immediate == 4) {
            word(code.bytes(), code.immediateAt(), immediate).ifPresent(found::add);
        }
        return found;
    }

    /** Whether the source has a number there: nobody who writes a feature knows its addresses, so they have names. */
    private static boolean isNumber(String text, int value) {
        return NUMBER.matcher(text.replaceFirst(";.*", ""))
                .results()
                .map(number -> number.group().toLowerCase(Locale.ROOT))
                .anyMatch(number -> value
                        == (number.startsWith("0x")
                                ? Integer.parseInt(number.substring(2), 16)
                                : number.endsWith("h")
                                        ? Integer.parseInt(number.substring(0, number.length() - 1), 16)
                                        : Integer.parseInt(number)));
    }

    private Optional<Reference> word(List<Integer> bytes, int at, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= bytes.get(at + i) << 8 * i;
        }
        return value >= 0 && value <= 0xFFFF && range.contains(value)
                ? Optional.of(new Reference(at, size, false, value))
                : Optional.empty();
    }

    /** The rest of a row of data; null where a word in it may be an address or a number. */
    private Cell data(int at, Map<Integer, ListedRow> rows, Map<Integer, Instruction> instructions) {
        ListedRow row = rows.get(at);
        List<Integer> bytes = new ArrayList<>();
        int end = at;
        while (rows.get(end) == row && !instructions.containsKey(end)) {
            bytes.add(row.bytes().get(end - row.address()));
            end++;
        }
        String text = row.text().strip().toLowerCase(Locale.ROOT);
        boolean words =
                text.matches("(\\S+:\\s*)?dw\\b.*|next .*|prepend .*|address .*|store .*") && bytes.size() % 2 == 0;
        boolean certain = words || text.matches("(\\S+:\\s*)?(db|times|resb)\\b.*|'.*|command name .*");
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i + 1 < bytes.size(); i += words ? 2 : 1) {
            Optional<Reference> found = word(bytes, i, 2);
            if (found.isPresent() && !certain) {
                return null;
            }
            found.filter(reference -> words).ifPresent(references::add);
        }
        return new Cell(at, bytes.size(), bytes, row.text(), false, references);
    }
}
