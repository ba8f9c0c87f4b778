package pxos.proof;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.disk.Floppy;
import pxos.scenario.DiskItem;
import pxos.scenario.Observation.Rest;

/** Finds out what is wrong with a guest, whatever a step expects of it, and says where. */
final class Diagnosis {

    private static final int SAMPLES = 32;
    private static final int TOP_OF_RAM = 0xA0000;

    private final Guest guest;
    private final BootImage image;
    /** The boot sector of the disk when the guest started another time. */
    private byte[] started = {};

    private final IntPredicate watched;

    Diagnosis(Guest guest, BootImage image) {
        this(guest, image, address -> false);
    }

    /** @param watched addresses where code of the tester itself stands */
    Diagnosis(Guest guest, BootImage image, IntPredicate watched) {
        this.guest = guest;
        this.image = image;
        this.watched = watched;
    }

    /** To be called where the guest has started another time: from then on, its boot sector is that of its disk. */
    void startedAgain() {
        started = Arrays.copyOf(guest.diskNow(), MemoryMap.SECTOR_BYTES);
    }

    /** Anything wrong with a guest at rest: how it came to rest, what it wrote or changed, and where it has been. */
    Optional<Fault> atRest(Outcome outcome, Rest expected, List<DiskItem.Writes> allowed) {
        if (outcome.fault().isPresent()) {
            return outcome.fault().map(this::located);
        }
        if (outcome.rest() == Rest.RESET && expected != Rest.RESET) {
            return Optional.of(reset());
        }
        if (outcome.rest() == Rest.HALTED && expected != Rest.HALTED) {
            return Optional.of(halt());
        }
        return written(allowed)
                .or(() -> changedBootSector(allowed))
                .or(this::outsideZones)
                .or(this::newerProcessor);
    }

    /** The same fault with the place in the code. */
    Fault located(Fault fault) {
        return switch (fault.kind()) {
            case SPIN, TIMEOUT -> outsideOr(stuck(fault));
            case HALT -> outsideOr(halt());
            // What happened before it met something unknown is certain.
            case NOT_MODELLED -> outsideOr(fault);
            case TRIPLE_FAULT -> tripleFault();
            default -> fault;
        };
    }

    private Fault reset() {
        OptionalInt last = guest.lastEntered();
        return new Fault(
                        Fault.Kind.RESET,
                        "the machine asked for a reset that the step does not expect; the code it entered last is "
                                + place(last))
                .at(last);
    }

    private Fault halt() {
        Guest.Place place = guest.place();
        return new Fault(
                        Fault.Kind.HALT,
                        String.format(
                                "CS:IP %04X:%04X, HLT just before %s", place.cs(), place.ip(), place(place.address())))
                .at(OptionalInt.of(place.address() - 1));
    }

    private Fault tripleFault() {
        Guest.Place place = guest.place();
        boolean inRam = place.address() < TOP_OF_RAM;
        OptionalInt address = inRam ? OptionalInt.of(place.address()) : guest.lastEntered();
        return new Fault(
                        Fault.Kind.TRIPLE_FAULT,
                        String.format("CS:IP %04X:%04X, ", place.cs(), place.ip())
                                + (inRam ? "" : "not in pxOS; the last code of its own that it entered is ")
                                + place(address))
                .at(address);
    }

    /** Adds to a spin or a timeout where the guest spends its time. */
    private Fault stuck(Fault fault) {
        OptionalInt address = OptionalInt.empty();
        for (int i = 0; i < SAMPLES && address.isEmpty(); i++) {
            int sampled = guest.place().address();
            address = sampled < TOP_OF_RAM ? OptionalInt.of(sampled) : OptionalInt.empty();
        }
        address = address.isPresent() ? address : guest.lastEntered();
        return address.isEmpty()
                ? fault
                : new Fault(
                                fault.kind(),
                                fault.detail() + "; it runs around " + place(address) + exception(address.getAsInt()))
                        .at(address);
    }

    /**
     * The exception that holds the guest up at {@code address}: the BIOS answers one by returning to the instruction that
     * raised it. DIV and IDIV are F6 and F7 with 6 or 7 in the reg field (Intel SDM, volume 2).
     */
    private String exception(int address) {
        byte[] code = guest.memory(address, 2);
        boolean divides = (code[0] & 0xFE) == 0xF6 && (code[1] & 0x30) == 0x30;
        if (!divides && !guest.isUndefined(address)) {
            return "";
        }
        return "; the processor raises an exception there again and again ("
                + (divides ? "divide error" : "invalid opcode") + ")";
    }

    /** Writing is wrong unless the scenario says where. */
    private Optional<Fault> written(List<DiskItem.Writes> allowed) {
        long end = guest.highestByteWritten();
        if (end > 0 && !allowed.isEmpty()) {
            return writtenElsewhere(guest.inserted().shared(), guest.diskNow(), allowed);
        }
        return end == 0
                ? Optional.empty()
                : Optional.of(new Fault(
                        Fault.Kind.DISK_WRITE,
                        "the machine wrote to its disk, up to byte " + end + " (sector " + (end + 511) / 512
                                + ", counted from 1)"));
    }

    private static Optional<Fault> writtenElsewhere(byte[] before, byte[] now, List<DiskItem.Writes> allowed) {
        return IntStream.range(0, Floppy.SECTORS)
                .filter(sector -> allowed.stream().noneMatch(area -> area.allows(sector)))
                .filter(sector -> {
                    int from = sector * Floppy.SECTOR_BYTES;
                    return !Arrays.equals(
                            before, from, from + Floppy.SECTOR_BYTES, now, from, from + Floppy.SECTOR_BYTES);
                })
                .mapToObj(sector -> new Fault(
                        Fault.Kind.DISK_WRITE,
                        "the machine wrote to sector " + sector
                                + ", counted from 0, which the scenario does not allow"))
                .findFirst();
    }

    /** After another start of a pxOS that rewrote itself, the boot sector is that of the disk. */
    private Optional<Fault> changedBootSector(List<DiskItem.Writes> allowed) {
        byte[] wanted = image.slice(MemoryMap.BOOT_SECTOR);
        byte[] got = guest.memory(MemoryMap.IMAGE_BASE, MemoryMap.SECTOR_BYTES);
        int changed = Arrays.mismatch(wanted, got);
        boolean rewritten = changed >= 0 && allowed.contains(DiskItem.Writes.PXOS) && Arrays.equals(got, started);
        return changed < 0 || rewritten
                ? Optional.empty()
                : Optional.of(new Fault(
                        Fault.Kind.BOOT_SECTOR_CHANGED,
                        String.format(
                                "%s holds %02X instead of %02X",
                                place(MemoryMap.IMAGE_BASE + changed), got[changed], wanted[changed])));
    }

    private Optional<Fault> outsideZones() {
        OptionalInt outside = firstOutside();
        return outside.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Fault(Fault.Kind.OUTSIDE_ZONES, "the processor executed " + place(outside)).at(outside));
    }

    private Optional<Fault> newerProcessor() {
        OptionalInt found = guest.firstBeyond386();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(
                                Fault.Kind.NEWER_PROCESSOR,
                                "the processor executed " + place(found) + ", which a 386 does not know")
                        .at(found));
    }

    /** A machine that left the zones is stuck because of that. */
    private Fault outsideOr(Fault fault) {
        OptionalInt outside = firstOutside();
        return outside.isEmpty()
                ? fault
                : new Fault(Fault.Kind.OUTSIDE_ZONES, "the processor executed " + place(outside) + "; then: " + fault)
                        .at(fault.address().isPresent() ? fault.address() : outside);
    }

    private OptionalInt firstOutside() {
        return guest.firstExecuted(
                address -> (!image.range().contains(address) || MemoryMap.VECTOR_TABLE.contains(address))
                        && !watched.test(address));
    }

    private String place(OptionalInt address) {
        return address.isEmpty() ? "unknown" : place(address.getAsInt());
    }

    /** The address, with the nearest label and the bytes there. */
    String place(int address) {
        String label = image.nearestLabel(address).map(name -> " at " + name).orElse("");
        String bytes = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(guest.memory(address & 0xFFFFF, 6));
        return String.format("%04X%s (bytes %s)", address, label, bytes);
    }
}
