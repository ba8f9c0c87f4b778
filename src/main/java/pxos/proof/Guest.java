package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import pxos.os.TextScreen;
import pxos.os.disk.SectorWrite;
import pxos.scenario.Input;
import pxos.scenario.Observation.PortWrite;

/**
 * An emulated PC with pxOS in its drive.
 *
 * <p>The first three methods let it run until it comes to rest: it waits for a key, has halted for good, or asks for a
 * reset. Whatever goes wrong on the way is part of their {@link Outcome}. The rest looks at it or sets it back. Each method
 * throws a {@link pxos.Problem} where the emulator itself fails, which says nothing about pxOS.
 */
public interface Guest extends AutoCloseable {

    /** Switches it on. Nothing of an earlier pxOS is in memory. */
    Outcome powerOn();

    /**
     * Switches it off and on, or resets it where it asked for that. Memory from 0500 to 5FFF keeps what it holds, as it does
     * when SeaBIOS starts again.
     */
    Outcome powerCycle();

    /**
     * Types keys one after the other, no faster than the BIOS takes them, and waits until the last one is handled.
     *
     * <p>Time passes for a guest that sleeps. No keys wait for rest only. Waits for rest after each Enter that submits a line. Stops early where the guest resets or halts: {@link
     * Outcome#before}.
     */
    Outcome type(List<Input.KeyStroke> keys);

    /**
     * The same, but lets no time pass for a program that has no rest: that one is as far as it comes before its timer ticks,
     * and {@link pxos.scenario.Observation.Rest#RUNS}.
     */
    Outcome press(List<Input.KeyStroke> keys);

    /**
     * Lets guest time pass: the timer ticks so often, each time as soon as the guest has served the tick before and sleeps.
     * How busy this computer is changes nothing.
     *
     * @param ticks timer ticks of about 55 ms each (18.2 a second), at least 1
     * @return how the guest is at rest then, RUNS for a program that has none; a fault, too, where it does not serve the ticks
     */
    Outcome letPass(int ticks);

    /** Remembers this moment, in which pxOS waits for its first key, for {@link #restorePrompt}. */
    void keepPrompt();

    /** Goes back to the moment of the last {@link #keepPrompt}, whatever happened since then, also to the disk in its drive. */
    void restorePrompt();

    /**
     * Puts another disk into the drive while the guest waits for a key.
     *
     * @param disk differs from the present one in nothing but files
     */
    void insert(DiskImage disk);

    TextScreen screen();

    /**
     * Bytes of physical memory.
     *
     * @param address 0 to 0xFFFFF
     */
    byte[] memory(int address, int sizeBytes);

    /** Puts bytes into memory while it waits for a key, where it has executed nothing since the prompt was kept. */
    void setMemory(int address, byte[] bytes);

    /** What was put into its drive last. */
    DiskImage inserted();

    /** What the disk in its drive holds now, as an image: what was put in, and what the guest has written since. */
    byte[] diskNow();

    /**
     * What was written to the disk since it was put in, in its order; empty where it is not {@link DiskTraits#logged}, and
     * nobody keeps it.
     */
    default Optional<List<SectorWrite>> diskWrites() {
        return Optional.empty();
    }

    /** Another guest of the same emulator, switched off, with this disk in the same kind of drive. */
    Guest another(DiskImage disk);

    /** One past the highest byte that was written to the disk since it was put in; 0 for none. */
    long highestByteWritten();

    /** What its devices are set to, while it is at rest. */
    DeviceState devices();

    /**
     * From now on {@link #portWrites} knows what is written to the ports of timer and speaker, until the prompt is restored or
     * the guest is switched on.
     */
    void watchPorts();

    /** Bytes that the guest wrote to the ports 40 to 43 and 61 since they were last watched, in their order. */
    List<PortWrite> portWrites();

    /** The processor's registers in words, for people and models. */
    String registers();

    /** Where the processor stands at this moment. */
    Place place();

    /**
     * The first address below C0000 at which an instruction was executed, of those that {@code where} selects, since the
     * boot sector started or the prompt was restored, whichever was later.
     */
    OptionalInt firstExecuted(IntPredicate where);

    /** Where an instruction was executed since then that an 80386 does not know; empty where the emulator cannot tell. */
    default OptionalInt firstBeyond386() {
        return OptionalInt.empty();
    }

    /** Where the code below C0000 begins that was last entered for the first time since then. */
    OptionalInt lastEntered();

    /** Whether an instruction at this address was to be executed since then that the processor does not know. */
    boolean isUndefined(int address);

    /** Gives it back to the emulator, which may use it again. */
    @Override
    void close();

    /**
     * The next instruction.
     *
     * @param address physical, of {@code cs:ip}
     */
    record Place(int cs, int ip, int address) {}
}
