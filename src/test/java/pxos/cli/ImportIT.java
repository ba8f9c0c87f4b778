package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.build.ShippedOs;
import pxos.os.ListedBytes;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.ShortName;

/** A floppy whose pxOS was changed from within. */
class ImportIT {

    private static final ShortName SOURCE = new ShortName("PXOS", "TXT");
    private static final ShippedOs OS = ShippedOs.with(
            List.of("line_editor command_parser help reboot extended_loader dir type files edit build".split(" ")));

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

    /** Does what edit and build do in pxOS. */
    private void buildInPxos(String text, String listed) throws Exception {
        Fat12Disk disk = disk();
        disk.write(SOURCE, text.getBytes(StandardCharsets.ISO_8859_1));
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
        assertThat(Files.readAllBytes(cli.workspace().disk())).isEqualTo(floppy);
        assertThat(cli.run("history").out()).contains("Import the pxOS that built itself");
        assertThat(cli.run("disk").exitCode()).isZero();
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
