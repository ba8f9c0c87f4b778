package pxos.proof;

import java.util.OptionalInt;

/**
 * A machine that went wrong.
 *
 * @param kind what was observed
 * @param detail where and what, in words
 * @param addressOrNull physical address of the code at fault; null where none is known
 */
public record Fault(Kind kind, String detail, Integer addressOrNull) {

    /** What can go wrong with a machine, told apart by what was observed. */
    public enum Kind {
        TRIPLE_FAULT("triple fault"),
        /** It computes without end. */
        SPIN("spin"),
        HALT("halt with interrupts off"),
        RESET("unrequested reset"),
        /** Its timer ticks at another rate than 18.2 a second. */
        TIMER("timer changed"),
        DISK_WRITE("disk write"),
        BOOT_SECTOR_CHANGED("boot sector changed in memory"),
        OUTSIDE_ZONES("execution outside the zones"),
        /** Code or data of another part of the OS. */
        FOREIGN_BYTES("other code changed in memory"),
        INTERRUPTS("interrupt table changed"),
        DEVICES("devices left changed"),
        /** A handler came back with another stack, other segments or the direction flag set. */
        REGISTERS("registers left changed"),
        /** Its own texts, or bytes that nothing uses. */
        RAN_INTO_DATA("execution of what is no code"),
        SCREEN("screen wiped"),
        NO_PROMPT("no way back to the prompt"),
        /** What is typed afterwards comes to something else than at the fresh prompt. */
        KEYS_LOST("what is typed afterwards does not work"),
        SECOND_USE("does not work each time"),
        /** It executed an instruction that an 80386 does not know. */
        NEWER_PROCESSOR("instruction of a later processor"),
        /** It sleeps without end, though not for a key. */
        TIMEOUT("timeout"),
        /** It met what this emulator does not model: QEMU has to be asked, nothing is known about the tested OS. */
        NOT_MODELLED("not modelled outside QEMU"),
        /** The emulator ended; says nothing about the tested OS. */
        EMULATOR_ENDED("QEMU failed");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** Whether it tells something about the tested OS. */
        boolean isOfTheOs() {
            return this != NOT_MODELLED && this != EMULATOR_ENDED;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** A fault that has no place in the code. */
    public Fault(Kind kind, String detail) {
        this(kind, detail, null);
    }

    /** The same with the physical address of the code at fault, if it is known. */
    Fault at(OptionalInt address) {
        return new Fault(kind, detail, address.isPresent() ? Integer.valueOf(address.getAsInt()) : null);
    }

    /** Physical address of the code at fault. */
    public OptionalInt address() {
        return addressOrNull == null ? OptionalInt.empty() : OptionalInt.of(addressOrNull);
    }

    @Override
    public String toString() {
        return kind + ": " + detail;
    }
}
