package pxos.build.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A label, which has no bytes, or an instruction or a piece of data of an OS source.
 *
 * @param address of its first byte
 * @param bytes 0 to 255 each
 * @param text the label, or what the source says of the bytes
 */
public record ListedRow(int address, List<Integer> bytes, String text) {

    /** The comment of each byte of an instruction but the first. */
    private static final Pattern FURTHER_BYTE = Pattern.compile("\\s*\\d+ of \\d+\\s*");

    /** How data is written in assembly: by a directive, or as a character. */
    private static final Pattern DATA =
            Pattern.compile("(?is)(\\S+:\\s*)?(d[bwdqt]|times|res[bwdq]|incbin|align)\\b.*|'.'|'");

    /** What can stand before an instruction's own name. */
    private static final Pattern BEFORE =
            Pattern.compile("(?i)^(\\S+:\\s*|(rep(n?[ez])?|lock|[cdefgs]s|o16|o32|a16|a32)\\s+)*");

    /** Those of real mode, up to the 386. */
    private static final Set<String> MNEMONICS =
            Set.of(("aaa aad aam aas adc add and bound bsf bsr bt btc btr bts call cbw cdq "
                            + "clc cld cli cmc cmp cmpsb cmpsw cmpsd cwd cwde daa das dec div enter hlt idiv imul in inc insb "
                            + "insw int int3 into iret jmp jcxz jecxz lahf lds lea leave les lfs lgs lss lodsb lodsw lodsd loop "
                            + "loope loopz loopne loopnz mov movsb movsw movsd movsx movzx mul neg nop not or out outsb outsw "
                            + "pop popa popaw popad popf popfw push pusha pushaw pushad pushf pushfw rcl rcr ret retf retn rol "
                            + "ror sahf sal salc sar sbb scasb scasw scasd shl shld shr shrd stc std sti stosb stosw stosd sub "
                            + "test wait xchg xlat xlatb xor")
                    .split(" "));

    /** Jumps and SETs on a condition. */
    private static final Pattern CONDITIONAL = Pattern.compile("(j|set)(n?[abceglopsz]|n?[abgl]e|p[eo])");

    public ListedRow {
        bytes = List.copyOf(bytes);
    }

    /** The labels, instructions and data of some lines. */
    public static List<ListedRow> of(Stream<SourceLine> lines) {
        List<ListedRow> rows = new ArrayList<>();
        lines.forEach(line -> {
            if (line instanceof SourceLine.Define define) {
                rows.add(new ListedRow(define.address(), List.of(), define.label()));
            } else if (line instanceof SourceLine.Write write) {
                ListedRow last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
                if (last != null && last.hasBytes() && last.goesOnWith(write)) {
                    List<Integer> bytes = new ArrayList<>(last.bytes);
                    bytes.add(write.value());
                    rows.set(rows.size() - 1, new ListedRow(last.address, bytes, last.text));
                } else {
                    rows.add(new ListedRow(write.address(), List.of(write.value()), write.comment()));
                }
            }
        });
        return rows;
    }

    private boolean goesOnWith(SourceLine.Write write) {
        return FURTHER_BYTE.matcher(write.comment()).matches();
    }

    public boolean holds(int wanted) {
        return wanted >= address && wanted < address + bytes.size();
    }

    /** Whether it is no label. */
    public boolean hasBytes() {
        return !bytes.isEmpty();
    }

    /** Whether the source says that the bytes are data. */
    public boolean isData() {
        return hasBytes() && DATA.matcher(text.strip()).matches();
    }

    /** Whether the source says that the bytes are an instruction. */
    public boolean looksLikeCode() {
        String name = BEFORE.matcher(text.strip())
                .replaceFirst("")
                .split("[^A-Za-z0-9]", 2)[0]
                .toLowerCase(Locale.ROOT);
        return hasBytes()
                && !isData()
                && (MNEMONICS.contains(name) || CONDITIONAL.matcher(name).matches());
    }

    @Override
    public String toString() {
        String code = bytes.stream().map(value -> String.format("%02X", value)).collect(Collectors.joining(" "));
        return bytes.isEmpty() ? text + ":" : String.format("%04X  %-14s %s", address, code, text);
    }
}
