package pxos.workbench;

import java.io.IOException;
import java.util.Optional;
import pxos.Problem;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.pipeline.OsState;
import pxos.pipeline.Revisions.Plan;
import pxos.pipeline.Revisions.Planned;
import pxos.pipeline.SelfBuilt;
import pxos.pipeline.Services;
import pxos.workspace.Workspace;

/**
 * Takes a pxOS that built itself into its workspace: the source on the floppy, where it is the source of the pxOS beside it.
 *
 * @param workspace whose floppy it is on
 */
public record Import(Workspace workspace) implements Plan {

    private static final String REMEDY =
            "Nothing was changed. Put PXOS.TXT right in pxOS and build it there, or move the floppy away.";

    @Override
    public Planned of(OsState found, Services services) throws IOException {
        Optional<SelfBuilt> built = SelfBuilt.on(workspace, found.image());
        SelfBuilt there = (built.isPresent() ? built : SelfBuilt.withOtherComments(workspace, found.image()))
                .orElseThrow(() -> Problem.input(
                        "the floppy holds no pxOS but that of this workspace",
                        "In pxOS, edit pxos.txt changes the source, and build makes it the pxOS on the floppy."));
        refuseUnless(there.differs());
        OsSource source = services.builder().link(OsSource.parse(there.text()));
        BootImage image = services.builder().assemble(source);
        refuseUnless(SelfBuilt.difference(workspace, image));
        return new Planned("Import the pxOS that built itself", found.with(source, image), "", REMEDY);
    }

    private static void refuseUnless(String differs) {
        if (!differs.isEmpty()) {
            throw Problem.input("the pxOS on the floppy cannot be imported: " + differs, REMEDY);
        }
    }
}
