package pxos.proof.qemu;

import java.nio.file.Path;
import java.util.List;

/** A program that makes a folder in the place it is given, names it, and then waits to be killed. */
final class HeldFolder {

    private HeldFolder() {}

    public static void main(String[] arguments) throws Exception {
        try (GuestFolder held = GuestFolder.make(GuestFolder.choose(List.of(Path.of(arguments[0]))))) {
            System.out.println(held.path());
            System.in.read();
        }
    }
}
