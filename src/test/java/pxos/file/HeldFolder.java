package pxos.file;

/** A program that makes a folder with the prefix that it is given, names it, and then waits to be ended. */
final class HeldFolder {

    private HeldFolder() {}

    public static void main(String[] arguments) throws Exception {
        try (TemporaryFolder held = TemporaryFolder.make(arguments[0])) {
            System.out.println(held.path());
            System.in.read();
        }
    }
}
