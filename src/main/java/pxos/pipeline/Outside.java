package pxos.pipeline;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import pxos.build.asm.NasmAssembler;
import pxos.model.CodingModel;
import pxos.model.lm.KnownServers;
import pxos.pipeline.RunRequest.Authors;
import pxos.proof.Emulator;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;

/**
 * What a run takes from outside the program; tests put something else in its place.
 *
 * @param emulator boots what was built; asked only where something is tested
 * @param assembler assembles what a model wrote in assembly
 * @param models who plans and writes the code
 * @param clock tells when a run begins and ends
 * @param servers what earlier runs learnt of language models' servers
 * @param cancellation ends what takes long and asks nobody
 */
public record Outside(
        Supplier<Emulator> emulator,
        NasmAssembler assembler,
        BiFunction<Services, Authors, List<CodingModel>> models,
        Clock clock,
        KnownServers servers,
        Cancellation cancellation) {

    /** Where nothing is known of servers, and nothing is kept. */
    public Outside(
            Supplier<Emulator> emulator,
            NasmAssembler assembler,
            BiFunction<Services, Authors, List<CodingModel>> models,
            Clock clock) {
        this(emulator, assembler, models, clock, KnownServers.none(), new Cancellation());
    }

    /** The same, of which a run that is not wanted any more gets nothing. */
    public Outside until(Cancellation wish) {
        return new Outside(() -> wish.guarding(emulator.get()), assembler, models, clock, servers, wish);
    }

    /** @param environment where QEMU and nasm are looked for, as from {@link System#getenv()} */
    public static Outside of(Map<String, String> environment) {
        return new Outside(
                () -> new QemuEmulator(QemuBinary.locate(environment)),
                NasmAssembler.onPath(environment.getOrDefault("PATH", "")),
                Services::chosen,
                Clock.systemUTC(),
                KnownServers.in(environment, Clock.systemUTC()),
                new Cancellation());
    }
}
