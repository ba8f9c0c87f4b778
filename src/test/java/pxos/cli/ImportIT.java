package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.build.ShippedOs;
import pxos.os.ListedBytes;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.Floppy;
import pxos.os.disk.ShortName;

/** A floppy whose pxOS was changed from within. */
class ImportIT {

    private static final ShortName SOURCE = new ShortName("PXOS", "TXT");
    private static final ShippedOs OS =
            ShippedOs.with(List.of("line_editor command_parser extended_loader files edit build".split(" ")));

    /** Where the root directory begins on the floppy, and the time in an entry. */
    private static final int ROOT = 36 * Floppy.SECTOR_BYTES;

    private static final int TIME = 22;

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void makeAWorkspaceThatCanBuild() throws Exception {
        cli = Cli.in(folder);
        Files.writeString(cli.workspace().source(), OS.source().render());
        assertThat(cli.run("disk").out()).contains("PXOS.TXT");
    }

    private Fat12Disk disk() throws Exception {
        return Fat12Disk.open(Files.readAllBytes(cli.workspace().disk()));
    }

    private String sourceOnDisk() throws Exception {
        Fat12Disk disk = disk();
        return new String(disk.read(disk.find(SOURCE).orElseThrow()), StandardCharsets.ISO_8859_1);
    }

    /** Writes PXOS.TXT as edit does, with another time than the project's. */
    private void edit(String text) throws Exception {
        Fat12Disk disk = disk();
        disk.write(SOURCE, text.getBytes(StandardCharsets.ISO_8859_1));
        byte[] image = disk.bytes();
        int entry = ROOT + disk.root().find(SOURCE).orElseThrow() * Floppy.ENTRY_BYTES;
        image[entry + TIME] ^= 1;
        Files.write(cli.workspace().disk(), image);
    }

    /** Does what edit and build do in pxOS. */
    private void buildInPxos(String text, String listed) throws Exception {
        edit(text);
        Fat12Disk disk = disk();
        disk.install(ListedBytes.of(listed.getBytes(StandardCharsets.ISO_8859_1)));
        Files.write(cli.workspace().disk(), disk.bytes());
    }

    @Test
    void theFloppyCarriesTheSourceOfWhatIsOnIt() throws Exception {
        assertThat(ListedBytes.of(sourceOnDisk().getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(OS.image().bytes());
    }

    @Test
    void aPxosThatBuiltItselfIsNotReplacedAndCanBeImported() throws Exception {
        String changed = sourceOnDisk().replace("WRITE 0x7DC4 0x70 ; 'p'", "WRITE 0x7DC4 0x50 ; 'P'");
        buildInPxos(changed, changed);
        byte[] floppy = Files.readAllBytes(cli.workspace().disk());
        for (String command : List.of("disk", "--goal=help")) {
            Cli.Result refused = cli.run(command);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("holds a pxOS that was built in pxOS", "pxos import");
        }
        assertThat(Files.readAllBytes(cli.workspace().disk())).isEqualTo(floppy);

        Cli.Result imported = cli.run("import");

        assertThat(imported.exitCode()).as(imported.out() + imported.err()).isZero();
        assertThat(imported.out()).startsWith("PASS").contains("Import the pxOS that built itself");
        assertThat(cli.workspace().source()).content().contains("WRITE 0x7DC4 0x50 ; 'P'");
        assertThat(Arrays.copyOf(Files.readAllBytes(cli.workspace().disk()), 0x2400))
                .isEqualTo(Arrays.copyOf(floppy, 0x2400));
        assertThat(cli.run("history").out()).contains("Import the pxOS that built itself");
        assertThat(cli.run("disk").exitCode()).isZero();

        Cli.Result undone = cli.run("undo", "--no-test");

        assertThat(undone.exitCode()).as(undone.out() + undone.err()).isZero();
        assertThat(cli.workspace().source()).hasContent(OS.source().render());
        theFloppyCarriesTheSourceOfWhatIsOnIt();
        assertThat(cli.run("disk").err()).doesNotContain("PXOS.TXT");
    }

    @Test
    void aSourceThatWasChangedAndNotBuiltStaysAndIsTold() throws Exception {
        String changed = sourceOnDisk().replace("WRITE 0x7DC4 0x70", "WRITE 0x7DC4 0x50");
        edit(changed);
        Cli.Result disk = cli.run("disk");
        assertThat(disk.exitCode()).isZero();
        assertThat(disk.err()).contains("keeps a PXOS.TXT that somebody changed");
        assertThat(sourceOnDisk()).isEqualTo(changed);
        Cli.Result imported = cli.run("import");
        assertThat(imported.exitCode()).isEqualTo(2);
        assertThat(imported.err())
                .contains("PXOS.TXT on the floppy was changed, and is not built yet", "build makes it");
        assertThat(sourceOnDisk()).isEqualTo(changed);
    }

    @Test
    void commentsCanBeImportedTooAndTheSameTextFollowsTheProgramAgain() throws Exception {
        String text = sourceOnDisk();
        edit("# My own pxOS\r\n" + text.replace("\n", "\r\n"));
        assertThat(cli.run("disk").err()).contains("keeps a PXOS.TXT with other comments; pxos import takes them");
        assertThat(cli.run("import", "--no-test").exitCode()).isZero();
        assertThat(cli.workspace().source()).content().startsWith("# My own pxOS\n");
        assertThat(sourceOnDisk()).isEqualTo("# My own pxOS\n" + text);
        assertThat(cli.run("disk").err()).doesNotContain("PXOS.TXT");
        edit("# My own pxOS\r\n" + text);
        assertThat(cli.run("disk").err()).doesNotContain("PXOS.TXT");
        assertThat(cli.run("import").err()).contains("the floppy holds no pxOS but that of this workspace");
    }

    @Test
    void onlyTheSourceOfThePxosBesideItIsImported() throws Exception {
        String text = sourceOnDisk();
        String changed = text.replace("WRITE 0x7DC4 0x70", "WRITE 0x7DC4 0x50");
        buildInPxos(text, changed);
        Cli.Result refused = cli.run("import");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("its PXOS.TXT lists something else at 7DC4");
        assertThat(cli.run("disk").exitCode()).isEqualTo(2);
    }

    @Test
    void thereIsNothingToImportFromAFloppyOfTheWorkspace() {
        assertThat(cli.run("import").err()).contains("the floppy holds no pxOS but that of this workspace");
    }
}
