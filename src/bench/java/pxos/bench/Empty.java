package pxos.bench;

/** Does nothing: what remains is the start of a JVM. */
final class Empty {

    private Empty() {}

    public static void main(String[] args) {
        // Nothing.
    }
}
