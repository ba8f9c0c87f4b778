package pxos.file;

import pxos.file.TemporaryFolder.Purpose;

/** A program that makes a folder with the purpose that it is given, names it, and then waits to be ended. */
final class HeldFolder {

    private HeldFolder() {}

    public static void main(String[] arguments) throws Exception {
        try (TemporaryFolder held = TemporaryFolder.make(Purpose.valueOf(arguments[0]))) {
            System.out.println(held.path());
            System.in.read();
        }
    }
}
