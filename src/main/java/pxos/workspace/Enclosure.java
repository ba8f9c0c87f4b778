package pxos.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import pxos.Problem;

/**
 * Keeps a workspace to itself. A workspace may come from a stranger: a link in it that leads elsewhere would let the program
 * read or overwrite what is none of its business, a pipe would let it wait for ever, and a huge file would fill its memory.
 */
final class Enclosure extends SimpleFileVisitor<Path> {

    private static final String REMEDY = "Remove it, or take a workspace that you trust.";

    /** What is read as a whole; pictures of the network and what goes onto the floppy are read in parts, or have limits. */
    private static final long MOST_BYTES = 16L << 20;

    private final Path root;
    private final Path realRoot;
    private final List<Path> mayBeLarge;

    private Enclosure(Workspace workspace) throws IOException {
        this.root = workspace.root();
        this.realRoot = root.toRealPath();
        this.mayBeLarge = List.of(workspace.network().getParent(), workspace.files(), workspace.disk());
    }

    /**
     * Looks at everything that the program may read or write in a workspace; of the runs only at their folder, because each
     * run makes one of its own in it.
     *
     * @throws Problem for a link that leads out of the workspace or nowhere, for what is neither file nor folder, and for huge files
     */
    static void check(Workspace workspace) {
        Path state = workspace.state();
        try {
            Enclosure enclosure = new Enclosure(workspace);
            for (Path whole : List.of(
                    workspace.os(),
                    workspace.roadmap().getParent(),
                    workspace.primitives(),
                    workspace.schemas(),
                    workspace.network().getParent().getParent(),
                    workspace.report(),
                    state.resolve(Journal.FOLDER),
                    state.resolve("dreams"))) {
                enclosure.visit(whole, Integer.MAX_VALUE);
            }
            enclosure.visit(state, 1);
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.INPUT, workspace.root() + " cannot be read: " + Problem.reason(e), REMEDY, e);
        }
    }

    private void visit(Path start, int depth) throws IOException {
        if (Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(start, EnumSet.noneOf(java.nio.file.FileVisitOption.class), depth, this);
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            requireInside(file);
        } else if (attributes.isOther()) {
            throw refused(file, "is neither a file nor a folder");
        }
        requireReadable(file, attributes);
        return FileVisitResult.CONTINUE;
    }

    private void requireInside(Path link) {
        Path target;
        BasicFileAttributes found;
        try {
            target = link.toRealPath();
            found = Files.readAttributes(target, BasicFileAttributes.class);
        } catch (IOException e) {
            throw refused(link, "is a link that leads nowhere");
        }
        if (!target.startsWith(realRoot)) {
            throw refused(link, "is a link that leads out of the workspace");
        }
        if (found.isOther()) {
            throw refused(link, "is neither a file nor a folder");
        }
        requireReadable(link, found);
    }

    private void requireReadable(Path file, BasicFileAttributes attributes) {
        if (attributes.size() > MOST_BYTES && mayBeLarge.stream().noneMatch(file::startsWith)) {
            throw refused(file, "is larger than " + (MOST_BYTES >> 20) + " MB");
        }
    }

    private Problem refused(Path file, String why) {
        return Problem.input(root.relativize(file) + " in the workspace " + why, REMEDY);
    }
}
