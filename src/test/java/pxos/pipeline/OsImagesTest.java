package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.build.PrimitiveBuilder;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.os.disk.DiskUpdate;
import pxos.os.disk.ProjectFiles;
import pxos.workspace.Journal;
import pxos.workspace.Workspace;

class OsImagesTest {

    private static final Path COMMITTED = Path.of("pxos-v1.0");

    @TempDir
    private Path folder;

    private Workspace workspace;
    private BootImage image;

    @BeforeEach
    void prepare() throws Exception {
        workspace = new Workspace(folder);
        Files.createDirectories(workspace.files());
        Files.createDirectories(workspace.state());
        Files.writeString(workspace.files().resolve("HELLO.TXT"), "hello");
        image = new BootImage(Files.readAllBytes(COMMITTED.resolve("pxos.bin")), Map.of());
    }

    private List<String> update() throws Exception {
        Journal journal = new Journal(workspace);
        List<String> notes = OsImages.put(journal, workspace, image);
        journal.commit("", note -> {});
        return notes;
    }

    @Test
    void theCommittedImagesAreThoseOfTheCommittedSource() throws Exception {
        TemplateLibrary library = new TemplateLibrary(Path.of("primitives"));
        BootImage built = new PrimitiveBuilder(new FeatureExpander(library), new NasmAssembler(Optional.empty()))
                .assemble(OsSource.parse(Files.readString(COMMITTED.resolve("pxos_commands.txt"))));
        byte[] disk = DiskUpdate.of(
                        Optional.empty(),
                        built.bytes(),
                        ProjectFiles.read(COMMITTED.resolve("files")).files())
                .disk()
                .bytes();
        String remedy = "bin/pxos disk brings it up to date; for the floppy, remove it first";
        assertThat(Files.readAllBytes(COMMITTED.resolve("pxos.bin"))).as(remedy).isEqualTo(built.bytes());
        assertThat(Files.readAllBytes(COMMITTED.resolve("pxos.img"))).as(remedy).isEqualTo(disk);
    }

    @Test
    void writesBothImagesAndNothingTheSecondTime() throws Exception {
        assertThat(update()).isEmpty();
        assertThat(workspace.image()).hasBinaryContent(image.bytes());
        assertThat(workspace.disk()).hasSize(1_474_560);
        Object key = Files.readAttributes(workspace.disk(), "fileKey,lastModifiedTime")
                .toString();
        assertThat(update()).isEmpty();
        assertThat(Files.readAttributes(workspace.disk(), "fileKey,lastModifiedTime")
                        .toString())
                .isEqualTo(key);
    }

    @Test
    void keepsForeignImagesUnderNamesOfTheirOwn() throws Exception {
        Files.writeString(workspace.disk(), "mine");
        assertThat(update())
                .containsExactly(
                        "pxos.img is new; the old one is kept as pxos.kept-1.img",
                        "pxos.img was no disk of pxOS: it has 4 bytes, not 1474560");
        Files.delete(workspace.disk());
        Files.createDirectory(workspace.disk());
        Files.writeString(workspace.disk().resolve("inside"), "mine too");
        assertThat(update()).contains("pxos.img is new; the old one is kept as pxos.kept-2.img");
        assertThat(workspace.os().resolve("pxos.kept-1.img")).hasContent("mine");
        assertThat(workspace.os().resolve("pxos.kept-2.img").resolve("inside")).hasContent("mine too");
        assertThat(workspace.disk()).hasSize(1_474_560);
    }

    @Test
    void finishesAChangeThatWasInterruptedAtAnyPoint() throws Exception {
        for (boolean asideDone : List.of(false, true)) {
            Path kept = workspace.os().resolve("pxos.kept-" + (asideDone ? 2 : 1) + ".img");
            Path journal = Files.createDirectories(workspace.state().resolve("journal"));
            Files.writeString(
                    journal.resolve("files"),
                    "-\tpxos-v1.0/pxos.img\tpxos-v1.0/" + kept.getFileName() + "\n1\tpxos-v1.0/pxos.img\n");
            Files.writeString(journal.resolve("1"), "new");
            Files.writeString(journal.resolve("note"), "");
            Files.writeString(asideDone ? kept : workspace.disk(), "old");
            assertThat(new Journal(workspace).recover(note -> {})).isPresent();
            assertThat(workspace.disk()).hasContent("new");
            assertThat(kept).hasContent("old");
            Files.delete(workspace.disk());
        }
    }

    @Test
    void namesTheFilesThatItLeavesOut() throws Exception {
        Files.writeString(workspace.files().resolve("a long name.txt"), "x");
        Files.writeString(workspace.files().resolve(".hidden"), "x");
        Files.createDirectory(workspace.files().resolve("SUB"));
        Files.writeString(workspace.files().resolve("hello.txt"), "x");
        assertThat(update())
                .containsExactly(
                        "pxos.img leaves out SUB: only files go onto the disk, no folders",
                        "pxos.img leaves out a long name.txt: a name has up to 8 characters, a dot and up to 3, without blanks",
                        "pxos.img leaves out hello.txt: the folder has two files that are HELLO.TXT on the disk");
    }

    @Test
    void leavesTheDiskWhereTheBootSectorDescribesNone() throws Exception {
        Files.writeString(workspace.disk(), "mine");
        image = new BootImage(new byte[1024], Map.of());
        assertThat(update()).containsExactly("pxos.img stays as it is: the boot sector describes no FAT12 disk");
        assertThat(workspace.disk()).hasContent("mine");
    }
}
