package pxos.build.shrink;

import java.util.Arrays;
import java.util.Optional;

/** The services of the boot sector, and what each looks at and changes: the contract, as the OS source says it. */
enum Service {
    PUTC(0x7C40, Parts.AL, 0),
    NEWLINE(0x7C43, 0, 0),
    PUTS(0x7C46, Parts.SI, Parts.SI | Parts.CARRY),
    GETKEY(0x7C49, 0, Parts.AX),
    READSEC(0x7C4F, Parts.AX | Parts.BX, Parts.CARRY),
    /** Does not return. */
    PROMPT(0x7C52, 0, 0),
    ERRS(0x7C55, Parts.SI, Parts.SI | Parts.CARRY),
    SKIP(0x7C58, Parts.SI, Parts.SI | Parts.AL);

    private final int address;
    private final CodeEffect effect;

    Service(int address, int reads, int sets) {
        this.address = address;
        // Nothing is said of the flags.
        this.effect = new CodeEffect(reads, sets, sets | Parts.FLAGS, false);
    }

    /** Lists run handlers that look at any register: run_list is none of these. */
    static Optional<Service> at(int address) {
        return Arrays.stream(values())
                .filter(service -> service.address == address)
                .findFirst();
    }

    CodeEffect effect() {
        return effect;
    }

    boolean returns() {
        return this != PROMPT;
    }
}
