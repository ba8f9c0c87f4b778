package pxos.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.os.Vector;
import pxos.scenario.Observation;

/** A guest as it stood at its fresh prompt: the measure for what a use of it leaves behind. */
final class FreshPrompt implements Observation {

    /** Interrupt vectors: offset and segment of 256 handlers (Intel SDM, real mode). */
    static final AddressRange INTERRUPT_TABLE = new AddressRange(0, 0x3FF);

    private static final int VECTOR_BYTES = 4;
    private static final int MEMORY_BYTES = 0xA0000;
    /** A segment, and what a name at its end may take beyond. */
    private static final int SEGMENT_BYTES = 0x10100;

    private static final int MOST_NODES = 500;
    private static final int HANDLER_OFFSET = 2;
    private static final int NAME_OFFSET = 4;

    private final BootImage image;
    private final byte[] memory;
    private final TextScreen screen;
    private final DeviceState devices;
    private final String banner;
    private final String prompt;
    private final List<String> belowBanner;
    private final List<String> abovePrompt;

    /** A command of the list in memory. */
    record Command(String name, int node) {}

    private FreshPrompt(Guest guest, BootImage image) {
        ImageObservation seen = new ImageObservation(guest, image, Rest.WAITS_FOR_KEY);
        this.image = image;
        this.memory = guest.memory(0, MEMORY_BYTES);
        this.screen = seen.screen();
        this.devices = guest.devices();
        this.banner = seen.banner();
        this.prompt = seen.prompt();
        this.belowBanner = seen.belowBanner();
        this.abovePrompt = seen.abovePrompt();
    }

    /** @param guest waits for its first key */
    static FreshPrompt of(Guest guest, BootImage image) {
        return new FreshPrompt(guest, image);
    }

    BootImage image() {
        return image;
    }

    DeviceState devices() {
        return devices;
    }

    @Override
    public TextScreen screen() {
        return screen;
    }

    @Override
    public Rest rest() {
        return Rest.WAITS_FOR_KEY;
    }

    @Override
    public byte[] memory(int address, int sizeBytes) {
        return Arrays.copyOfRange(memory, address, address + sizeBytes);
    }

    @Override
    public List<PortWrite> portWrites() {
        return List.of();
    }

    @Override
    public String banner() {
        return banner;
    }

    @Override
    public String prompt() {
        return prompt;
    }

    @Override
    public List<String> belowBanner() {
        return belowBanner;
    }

    @Override
    public List<String> abovePrompt() {
        return abovePrompt;
    }

    int word(int address) {
        return word(memory, address);
    }

    private static int word(byte[] bytes, int address) {
        return bytes[address] & 0xFF | (bytes[address + 1] & 0xFF) << 8;
    }

    boolean hasShell() {
        return word(Vector.SHELL.address()) != 0;
    }

    boolean hasLineEditor() {
        return word(Vector.READ_LINE.address()) != 0;
    }

    /** Addresses of the nodes of a list, the first one first. */
    List<Integer> nodes(Vector list) {
        return nodes(memory, list);
    }

    private static List<Integer> nodes(byte[] bytes, Vector list) {
        List<Integer> nodes = new ArrayList<>();
        for (int node = word(bytes, list.address()); node != 0 && nodes.size() < MOST_NODES; node = word(bytes, node)) {
            nodes.add(node);
        }
        return nodes;
    }

    /** The commands, in the order in which they are looked up. */
    List<Command> commands() {
        return commands(memory);
    }

    /** Those commands that a change has added. */
    List<Command> commandsOf(Change change) {
        return commands().stream()
                .filter(command -> change.owns(command.node()))
                .toList();
    }

    /** The address of the code that a command calls. */
    int handler(Command command) {
        return word(command.node() + HANDLER_OFFSET);
    }

    private static List<Command> commands(byte[] bytes) {
        return nodes(bytes, Vector.COMMANDS).stream()
                .map(node -> new Command(textAt(bytes, node + NAME_OFFSET), node))
                .toList();
    }

    /** Names of the commands in the list of a guest. */
    static Set<String> commandNames(Guest guest) {
        return commands(guest.memory(0, SEGMENT_BYTES)).stream()
                .map(Command::name)
                .collect(Collectors.toSet());
    }

    /** The name of a command that is not in the list any more; empty where all are. */
    Optional<String> lostCommand(Guest guest) {
        Set<String> now = commandNames(guest);
        return commands().stream()
                .map(Command::name)
                .filter(name -> !now.contains(name))
                .findFirst();
    }

    /** Whether a change takes part in what keys come to. */
    boolean handlesKeys(Change change) {
        return nodes(Vector.ON_KEY).stream().anyMatch(change::owns)
                || change.owns(word(Vector.READ_LINE.address()))
                || change.owns(word(Vector.SHELL.address()));
    }

    /** Whether interrupts lead to code of a change. */
    boolean hooksInterrupts(Change change) {
        return isHooked(memory, change);
    }

    private static String textAt(byte[] bytes, int address) {
        int end = address;
        while (bytes[end] != 0 && end - address <= MemoryMap.INPUT_LINE_MAX_CHARACTERS) {
            end++;
        }
        return new String(bytes, address, end - address, StandardCharsets.ISO_8859_1);
    }

    /** The addresses of the OS that hold another byte now. */
    BitSet changed(Guest guest) {
        AddressRange range = image.range();
        byte[] now = guest.memory(range.first(), range.sizeBytes());
        BitSet changed = new BitSet();
        IntStream.rangeClosed(range.first(), range.last())
                .filter(address -> memory[address] != now[address - range.first()])
                .forEach(changed::set);
        return changed;
    }

    /** The number of the first interrupt that is handled by other code now, unless that is the change's own code. */
    OptionalInt changedInterrupt(byte[] now, Change change) {
        return IntStream.range(0, INTERRUPT_TABLE.sizeBytes() / VECTOR_BYTES)
                .filter(number -> !Arrays.equals(entry(memory, number), entry(now, number)))
                .filter(number -> !change.owns(handler(now, number)))
                .findFirst();
    }

    /** Whether a handler of the change's own hangs in the interrupt table. */
    static boolean isHooked(byte[] table, Change change) {
        return IntStream.range(0, INTERRUPT_TABLE.sizeBytes() / VECTOR_BYTES)
                .anyMatch(number -> change.owns(handler(table, number)));
    }

    private static byte[] entry(byte[] table, int number) {
        return Arrays.copyOfRange(table, number * VECTOR_BYTES, (number + 1) * VECTOR_BYTES);
    }

    static int handler(byte[] table, int number) {
        byte[] entry = entry(table, number);
        int offset = entry[0] & 0xFF | (entry[1] & 0xFF) << 8;
        int segment = entry[2] & 0xFF | (entry[3] & 0xFF) << 8;
        return offset + segment * 16 & 0xFFFFF;
    }
}
