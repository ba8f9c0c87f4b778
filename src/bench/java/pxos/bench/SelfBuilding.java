package pxos.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import pxos.Problem;
import pxos.build.ShippedOs;
import pxos.build.feature.Primitive;
import pxos.json.Json;
import pxos.os.ListedBytes;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.Floppy;
import pxos.os.disk.ShortName;
import pxos.pipeline.OsState;
import pxos.pipeline.SelfCheck;
import pxos.pipeline.SelfCheck.Finding;
import pxos.proof.DiskImage;
import pxos.proof.DiskTraits;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.pc.PcEmulator;
import pxos.proof.pc.PcGuest;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Input;
import pxos.scenario.Step;
import pxos.workspace.roadmap.Roadmap;

/**
 * Tries at length what the tests try once: pxOS grown in made-up orders builds itself, its editor does what a model does, and
 * a disk that fails at any one sector loses nothing. {@code bin/bench --self} starts it; arguments are a seed and how much.
 */
public final class SelfBuilding {

    private static final ShortName SOURCE = new ShortName("PXOS", "TXT");
    private static final long ENOUGH = 2_000_000_000L;
    private static final String READY = "build";

    private final Random random;
    private final Table table = new Table(System.out);

    private SelfBuilding(long seed) {
        random = new Random(seed);
    }

    /** @param args a seed, and how many orders; then ten times as many sessions of the editor */
    public static void main(String[] args) throws Exception {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : 1;
        int orders = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        SelfBuilding self = new SelfBuilding(seed);
        self.orders(orders);
        ShippedOs os =
                ShippedOs.with(List.of("line_editor command_parser extended_loader files edit build".split(" ")));
        self.editing(os, seed, orders * 10);
        self.sources(os);
        self.failingSectors(os);
    }

    private void orders(int count) throws Exception {
        table.heading("pxOS in made-up orders of goals");
        int same = 0;
        int refused = 0;
        try (QemuTester tester = new QemuTester(new QemuEmulator(QemuBinary.locate(System.getenv())))) {
            for (int i = 0; i < count; i++) {
                Grown grown = grown(i % 3 == 0);
                refused += grown.refused().isEmpty() ? 0 : 1;
                List<Finding> findings = check(grown.os(), tester);
                boolean all = findings.stream().allMatch(Finding::isSame);
                same += all ? 1 : 0;
                System.out.println(
                        (all ? "same    " : "DIFFER  ") + grown.order() + grown.refused() + (all ? "" : findings));
            }
        }
        table.atLeast("orders in which pxOS builds itself", same, count, "");
        table.row("orders in which something was refused for lack of room", refused, "");
    }

    private static List<Finding> check(ShippedOs os, QemuTester tester) {
        OsState state = new OsState(os.source(), os.image(), new Roadmap(List.of()), "", Map.of(), List.of());
        return new SelfCheck(state, os.image()).findings(tester);
    }

    /** @param refused what had no room, with the reason */
    private record Grown(ShippedOs os, List<String> order, List<String> refused) {}

    /** @param full whether to fill the extended zone before the last feature */
    private Grown grown(boolean full) throws IOException {
        ShippedOs os = ShippedOs.bare();
        List<String> order = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<String> left = new ArrayList<>(ShippedOs.ALL);
        Set<String> dropped = new HashSet<>();
        int fill = 0;
        while (!order.contains(READY) || !left.isEmpty() && random.nextInt(4) > 0) {
            List<String> possible = left.stream()
                    .filter(name -> order.containsAll(requires(name)))
                    .toList();
            if (possible.isEmpty()) {
                break;
            }
            String name = possible.get(random.nextInt(possible.size()));
            left.remove(name);
            try {
                os = os.and(name, new Primitive.Use(name, ShippedOs.example(name), null));
                order.add(name);
            } catch (Problem e) {
                refused.add(name + ": " + e.getMessage());
                dropped.add(name);
            }
            if (full && order.contains(READY)) {
                break;
            }
        }
        while (full && refused.isEmpty()) {
            String bytes = String.join("\n", Collections.nCopies(20, "db 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"));
            try {
                os = os.and("fill_" + ++fill, new Primitive.Asm("fill_" + fill + "_run:\n ret\n" + bytes));
                order.add("fill_" + fill);
            } catch (Problem e) {
                refused.add("fill_" + fill + ": " + e.getMessage());
            }
        }
        return new Grown(os, order, refused);
    }

    private static List<String> requires(String name) throws RuntimeException {
        try {
            List<String> required = new ArrayList<>();
            Json.read(Files.readString(Path.of("primitives/recipes", name + ".json")))
                    .path("requires")
                    .forEach(each -> required.add(each.asString()));
            return required;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void editing(ShippedOs os, long seed, int sessions) {
        table.heading("The editor beside a model, and fsck behind each action");
        int saves = 0;
        int refusals = 0;
        for (int i = 0; i < sessions; i++) {
            RandomEditing editing = new RandomEditing(os, seed * 1000 + i);
            try {
                editing.run(20);
            } catch (RuntimeException e) {
                throw new IllegalStateException("session " + i, e);
            }
            saves += editing.saves();
            refusals += editing.refusals();
        }
        table.row("sessions that did what the model did", sessions, "");
        table.row("saved files", saves, "");
        table.row("refused on a full disk", refusals, "");
    }

    private static PcGuest booted(byte[] disk, DiskTraits traits, DriveKind drive) {
        PcGuest guest = new PcEmulator().guest(DiskImage.ofBytes(disk).with(traits), drive);
        guest.powerOn();
        guest.limit(ENOUGH);
        return guest;
    }

    private static String answer(PcGuest guest, String keys) {
        guest.type(new Step(keys, List.of())
                .inputs().stream().map(Input.KeyStroke.class::cast).toList());
        return String.join("\n", guest.screen().rows());
    }

    /** CR LF, fragments and comments up to 500 KB, all at once. */
    private void sources(ShippedOs os) {
        table.heading("Sources of other forms");
        String text = os.image().source().replace("\n", "\r\n");
        String comments = ("# " + "about nothing ".repeat(5) + "\r\n").repeat((500_000 - text.length()) / 74);
        Fat12Disk disk = Fat12Disk.format(os.image().bytes());
        for (int i = 0; i < 200; i++) {
            disk.write(new ShortName("F" + i, "BIN"), new byte[700 + random.nextInt(2000)]);
        }
        for (int i = 0; i < 200; i += 2) {
            disk.write(new ShortName("F" + i, "BIN"), new byte[0]);
        }
        byte[] source = (comments + text).getBytes(StandardCharsets.ISO_8859_1);
        disk.write(SOURCE, source);
        for (DriveKind drive : DriveKind.values()) {
            PcGuest guest = booted(disk.bytes(), DiskTraits.NONE, drive);
            String seen = answer(guest, "build{Enter}");
            boolean known = seen.contains("The disk has this pxOS already");
            table.atLeast(source.length + " bytes in fragments, with CR LF, from " + drive, known ? 1 : 0, 1, "");
        }
    }

    /** Each sector in turn cannot be written, then cannot be read: pxOS says so, and what is on the disk stays whole. */
    private void failingSectors(ShippedOs os) {
        table.heading("Disks that fail at one sector");
        Fat12Disk disk = Fat12Disk.format(os.image().bytes());
        String changed = os.image().source().replace("0x20 0x74 0x68 0x65 0x20", "0x20 0x54 0x68 0x65 0x20");
        disk.write(SOURCE, changed.getBytes(StandardCharsets.ISO_8859_1));
        byte[] before = disk.bytes();
        byte[] wanted = ListedBytes.of(changed.getBytes(StandardCharsets.ISO_8859_1));
        int told = 0;
        int done = 0;
        List<Integer> sectors = IntStream.concat(IntStream.range(0, 60), IntStream.range(2860, Floppy.SECTORS))
                .boxed()
                .toList();
        for (int sector : sectors) {
            PcGuest guest = booted(before, new DiskTraits(Set.of(), Set.of(sector), false, false), DriveKind.IDE);
            String seen = answer(guest, "build{Enter}y");
            boolean built = Arrays.equals(wanted, Arrays.copyOf(guest.diskNow(), wanted.length));
            boolean says = seen.contains("Error: Cannot write the disk");
            if (built == says) {
                throw new IllegalStateException("sector " + sector + " cannot be written:\n" + seen);
            }
            told += says ? 1 : 0;
            done += built ? 1 : 0;
            String again = answer(booted(guest.diskNow(), DiskTraits.NONE, DriveKind.IDE), "build{Enter}y");
            if (!again.contains("reboot starts it") && !again.contains("has this pxOS already")) {
                throw new IllegalStateException("behind sector " + sector + ":\n" + again);
            }
        }
        table.row("sectors of which build says that they cannot be written", told, "");
        table.row("sectors that it need not write", done, "");
    }
}
