package pxos.page.v86;

import java.util.List;

/**
 * The emulator v86 and its firmware, as texts for a script.
 *
 * @param wasm the compiled emulator; like the others packed, as {@link Packed} does
 * @param bios SeaBIOS
 * @param vgaBios its VGA BIOS
 */
public record Engine(String wasm, String bios, String vgaBios) {

    /** The vocabulary of scenarios. */
    public static final List<String> VOCABULARY = List.of(
            "text-screen", "words", "keys", "expectations", "screen-expectations", "fat12", "disk-expectations");

    /** What runs scenarios with it. */
    public static final List<String> MACHINE = List.of("clock", "machine", "guest", "prove");

    public static Engine with(Firmware firmware) {
        return new Engine(
                Packed.base64(Resources.bytes("v86/v86.wasm.gz")),
                Packed.gzip(firmware.bios()),
                Packed.gzip(firmware.vgaBios()));
    }

    /**
     * A script that defines {@code pxosEngine(performance, Date, Worker, window, module)}, which runs the script of v86 with
     * a time of ours, and without what it must not use.
     */
    public static String script() {
        return "function pxosEngine(performance, Date, Worker, window, module) {\n" + Resources.text("v86/libv86.js")
                + "\n}\n";
    }
}
