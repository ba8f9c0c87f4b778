package pxos.os.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk in the hands of other programs: mtools, mkfs.fat and fsck.fat. */
class MtoolsIT {

    private static final SortedMap<ShortName, byte[]> FILES =
            Disks.files("HELLO.TXT", "hello", "BIG.BIN", "x".repeat(70_000), "EMPTY", "");

    @TempDir
    private Path folder;

    private String run(int exitCode, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS))
                .as("%s ends", List.of(command))
                .isTrue();
        assertThat(process.exitValue()).as("%s: %s", List.of(command), output).isEqualTo(exitCode);
        return output;
    }

    private void update() throws Exception {
        Path image = folder.resolve("pxos.img");
        Optional<byte[]> old = Files.exists(image) ? Optional.of(Files.readAllBytes(image)) : Optional.empty();
        DiskUpdate update = DiskUpdate.of(old, Disks.pxos(), FILES);
        assertThat(update.notes()).isEmpty();
        Files.write(image, update.disk().bytes());
    }

    private void assertSound() throws Exception {
        assertThat(run(0, "fsck.fat", "-n", "pxos.img")).doesNotContain("differ", "Wrong", "label");
    }

    @Test
    void mtoolsAndFsckAcceptANewDisk() throws Exception {
        update();
        assertSound();
        assertThat(run(0, "mdir", "-b", "-i", "pxos.img", "::").lines())
                .containsExactly("::/BIG.BIN", "::/EMPTY", "::/HELLO.TXT");
        assertThat(run(0, "mtype", "-i", "pxos.img", "::HELLO.TXT")).isEqualTo("hello");
        run(0, "mcopy", "-i", "pxos.img", "::BIG.BIN", "copy");
        assertThat(folder.resolve("copy")).hasBinaryContent("x".repeat(70_000).getBytes());
    }

    @Test
    void whatAPersonDidWithMtoolsSurvivesTheNextBuild() throws Exception {
        update();
        Files.writeString(folder.resolve("note"), "my note\n".repeat(400));
        run(0, "mcopy", "-i", "pxos.img", "note", "::A long name of mine.txt");
        run(0, "mcopy", "-D", "o", "-i", "pxos.img", "note", "::HELLO.TXT");
        run(0, "mmd", "-i", "pxos.img", "::SUB");
        run(0, "mcopy", "-i", "pxos.img", "note", "::SUB/DEEP.TXT");
        run(0, "mlabel", "-i", "pxos.img", "::MYFLOPPY");
        run(0, "mdel", "-i", "pxos.img", "::BIG.BIN");
        update();
        assertSound();
        String note = Files.readString(folder.resolve("note"));
        for (String name : List.of("::A long name of mine.txt", "::HELLO.TXT", "::SUB/DEEP.TXT")) {
            assertThat(run(0, "mtype", "-i", "pxos.img", name)).as(name).isEqualTo(note);
        }
        assertThat(run(0, "mlabel", "-s", "-i", "pxos.img", "::")).contains("MYFLOPPY");
        assertThat(run(0, "mdir", "-b", "-i", "pxos.img", "::")).contains("::/BIG.BIN");
    }

    @Test
    void disksThatOtherProgramsFormattedAreTakenAsTheyAre() throws Exception {
        for (List<String> format : List.of(
                List.of("mformat", "-f", "1440", "-R", "18", "-C", "-i", "pxos.img", "::"),
                List.of("mkfs.fat", "-C", "-F", "12", "-R", "18", "pxos.img", "1440"))) {
            Files.deleteIfExists(folder.resolve("pxos.img"));
            run(0, format.toArray(String[]::new));
            Files.writeString(folder.resolve("note"), "mine");
            run(0, "mcopy", "-i", "pxos.img", "note", "::MINE.TXT");
            update();
            assertSound();
            assertThat(run(0, "mtype", "-i", "pxos.img", "::MINE.TXT")).isEqualTo("mine");
            assertThat(run(0, "mtype", "-i", "pxos.img", "::HELLO.TXT")).isEqualTo("hello");
        }
    }

    @Test
    void aFullDiskIsSoundToo() throws Exception {
        update();
        List<String> copy = new ArrayList<>(List.of("mcopy", "-i", "pxos.img"));
        byte[] content = new byte[9000];
        Arrays.fill(content, (byte) 'y');
        for (int i = 0; i < 149; i++) {
            Files.write(folder.resolve("Y" + i), content);
            copy.add("Y" + i);
        }
        copy.add("::");
        run(0, copy.toArray(String[]::new));
        update();
        assertSound();
    }
}
