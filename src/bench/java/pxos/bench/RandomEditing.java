package pxos.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import pxos.build.ShippedOs;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.ShortName;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.pc.PcEmulator;
import pxos.proof.pc.PcGuest;
import pxos.scenario.Input;
import pxos.scenario.Step;

/**
 * Edits, copies and deletes files at random in pxOS, on the machine in the JVM, beside a model of what the keys do. Behind each
 * save, every file is compared and the disk is looked at as fsck does.
 */
final class RandomEditing {

    private static final long ENOUGH = 2_000_000_000L;
    private static final String NAMES = "ABCDE";
    private static final String TYPED = "abc xyz019.,-(";
    private static final String[] KEYS =
            ("{Enter} {Tab} {Backspace} {Delete} {Left} {Right} {Up} {Down} {Home} {End} {PageUp}"
                            + " {PageDown} {Ctrl+Home} {Ctrl+End}")
                    .split(" ");

    private final Random random;
    private final Map<String, String> files = new TreeMap<>();
    private final PcGuest guest;
    private int saves;
    private int refusals;

    RandomEditing(ShippedOs os, long seed) {
        random = new Random(seed);
        Fat12Disk disk = Fat12Disk.format(os.image().bytes());
        if (random.nextInt(3) == 0) {
            put(disk, "FILL.BIN", "f".repeat(1_430_000 - random.nextInt(4000)));
        }
        for (char c : NAMES.toCharArray()) {
            if (random.nextBoolean()) {
                put(disk, c + ".TXT", made(random.nextInt(4) == 0 ? 9000 : 700));
            }
        }
        guest = new PcEmulator()
                .guest(DiskImage.ofBytes(disk.bytes()), random.nextBoolean() ? DriveKind.IDE : DriveKind.FLOPPY);
        guest.powerOn();
        guest.limit(ENOUGH);
    }

    private void put(Fat12Disk disk, String name, String text) {
        disk.write(ShortName.of(name).orElseThrow(), text.getBytes(StandardCharsets.ISO_8859_1));
        files.put(name, text);
    }

    private String made(int most) {
        StringBuilder text = new StringBuilder();
        boolean dos = random.nextInt(3) == 0;
        for (int size = random.nextInt(most); text.length() < size; ) {
            text.append("word ".repeat(random.nextInt(30))).append(dos ? "\r\n" : "\n");
        }
        return text.toString();
    }

    /** Does so many things; throws where pxOS and the model differ. */
    void run(int actions) {
        for (int i = 0; i < actions; i++) {
            String name = NAMES.charAt(random.nextInt(NAMES.length())) + ".TXT";
            int what = random.nextInt(6);
            if (what == 0) {
                type("del " + name.toLowerCase() + "{Enter}");
                files.remove(name);
            } else if (what == 1) {
                copy(name, NAMES.charAt(random.nextInt(NAMES.length())) + ".TXT");
            } else {
                edit(name);
            }
            compare(i);
        }
    }

    private void copy(String from, String to) {
        type("copy " + from.toLowerCase() + " " + to.toLowerCase() + "{Enter}");
        if (files.containsKey(from) && !files.containsKey(to) && !refused()) {
            files.put(to, files.get(from));
        }
    }

    private void edit(String name) {
        Text text = new Text(files.getOrDefault(name, ""));
        StringBuilder keys = new StringBuilder("edit " + name.toLowerCase());
        if (random.nextBoolean()) {
            int line = random.nextInt(40);
            keys.append(' ').append(line);
            text.toLine(line);
        }
        keys.append("{Enter}");
        for (int n = random.nextInt(60); n > 0; n--) {
            if (random.nextInt(3) > 0) {
                char c = TYPED.charAt(random.nextInt(TYPED.length()));
                keys.append(c);
                text.insert(c);
            } else {
                String key = KEYS[random.nextInt(KEYS.length)];
                keys.append(key);
                text.press(key);
            }
        }
        type(keys.toString());
        type("{F2}");
        if (!refused()) {
            files.put(name, text.content());
            saves++;
        } else {
            type("{Esc}{Esc}");
        }
    }

    private boolean refused() {
        boolean full = guest.screen().rows().stream().anyMatch(row -> row.contains("Disk full"));
        refusals += full ? 1 : 0;
        return full;
    }

    private void type(String keys) {
        guest.type(new Step(keys, java.util.List.of())
                .inputs().stream().map(Input.KeyStroke.class::cast).toList());
    }

    private void compare(int action) {
        byte[] now = guest.diskNow();
        Fat12Disk.check(now);
        Fat12Disk disk = Fat12Disk.open(now);
        Map<String, String> there = new TreeMap<>();
        disk.root()
                .entries()
                .forEach(entry -> there.put(entry.name(), new String(disk.read(entry), StandardCharsets.ISO_8859_1)));
        if (!there.equals(files)) {
            throw new IllegalStateException("action " + action + ": " + there.keySet() + " differ from the model's "
                    + files.keySet() + "\n" + String.join("\n", guest.screen().rows()));
        }
    }

    int saves() {
        return saves;
    }

    int refusals() {
        return refusals;
    }

    /** What the editor does with a text. */
    private static final class Text {

        private final StringBuilder text;
        private int at;

        Text(String content) {
            text = new StringBuilder(content);
        }

        String content() {
            return text.toString();
        }

        void insert(char c) {
            text.insert(at++, c);
        }

        void toLine(int line) {
            for (int n = 1; n < line && at < text.length(); ) {
                n += text.charAt(at++) == '\n' ? 1 : 0;
            }
        }

        void press(String key) {
            switch (key) {
                case "{Enter}" -> insert('\n');
                case "{Tab}" -> insert('\t');
                case "{Backspace}" -> delete(at - 1);
                case "{Delete}" -> delete(at);
                case "{Left}" -> at = Math.max(0, at - 1);
                case "{Right}" -> at = Math.min(text.length(), at + 1);
                case "{Home}" -> home();
                case "{End}" -> end();
                case "{Up}" -> up();
                case "{Down}" -> down();
                case "{PageUp}" -> page(this::up);
                case "{PageDown}" -> page(this::down);
                case "{Ctrl+Home}" -> at = 0;
                case "{Ctrl+End}" -> at = text.length();
                default -> throw new IllegalArgumentException(key);
            }
        }

        private void delete(int place) {
            if (place >= 0 && place < text.length()) {
                text.deleteCharAt(place);
                at = place;
            }
        }

        private void page(Runnable step) {
            for (int i = 0; i < 23; i++) {
                step.run();
            }
        }

        private void home() {
            at = text.lastIndexOf("\n", at - 1) + 1;
        }

        private void end() {
            int end = text.indexOf("\n", at);
            at = end < 0 ? text.length() : end;
            at -= at > 0 && text.charAt(at - 1) == '\r' ? 1 : 0;
        }

        private void up() {
            int old = at;
            home();
            int column = old - at;
            at = Math.max(0, at - 1);
            home();
            go(column);
        }

        private void down() {
            int old = at;
            home();
            int column = old - at;
            int end = text.indexOf("\n", at);
            if (end >= 0) {
                at = end + 1;
            }
            go(column);
        }

        private void go(int column) {
            for (int i = 0; i < column && at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0; i++) {
                at++;
            }
        }
    }
}
