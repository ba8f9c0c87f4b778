package pxos.build.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.build.shrink.Shrinker.Shrunk;
import pxos.build.source.CodeMap;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.os.code.Instruction;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.OsState;
import pxos.pipeline.Outside;
import pxos.pipeline.RunObserver;
import pxos.pipeline.Services;
import pxos.proof.pc.PcEmulator;
import pxos.proof.strength.Sameness;
import pxos.workspace.Workspace;

/**
 * Rewrites that forget what somebody still wants: the analysis offers none of them, and sessions of keys notice most of those
 * that are forced upon a feature. Those that they miss are why the analysis comes first.
 */
@Tag("long")
class WrongRewritesIT {

    private static final int SESSIONS = 60;
    private static final List<String> FEATURES = List.of("line_editor", "command_parser", "help", "error_reporting");

    @TempDir
    private Path folder;

    /** Each takes something for dead that is not. */
    private static final Map<String, Rule> WRONG = new TreeMap<>(Map.of(
            "a load that is wanted",
            (cell, facts) ->
                    live(cell, facts, Parts.ALL & ~Parts.FLAGS) && cell.bytes().get(0) >= 0xB0
                            ? Rule.instead(1)
                            : Optional.empty(),
            "a comparison that is wanted",
            (cell, facts) ->
                    live(cell, facts, Parts.FLAGS) && facts.effect(cell).changes() == Parts.FLAGS
                            ? Rule.instead(1)
                            : Optional.empty(),
            "an exchange that loses a register",
            (cell, facts) -> {
                int second = Rule.at(cell, 1);
                int from = second >> 3 & 7;
                boolean moves = Rule.is(cell, 2, 0x89) && second >= 0xC0 && (from == 0 || (second & 7) == 0);
                return moves && !facts.isDeadAfter(cell, Parts.word(from))
                        ? Rule.instead(1, "xchg", 0x90 | from | second & 7)
                        : Optional.empty();
            },
            "a clearing that loses the flags",
            (cell, facts) -> cell.bytes().size() == 3
                            && cell.bytes().get(0) == 0xB8
                            && cell.bytes().subList(1, 3).equals(List.of(0, 0))
                            && !facts.isDeadAfter(cell, Parts.FLAGS)
                    ? Rule.instead(1, "xor ax, ax", 0x31, 0xC0)
                    : Optional.empty(),
            "half a load",
            (cell, facts) -> {
                int register = Rule.at(cell, 0) - 0xB8;
                boolean loads = cell.bytes().size() == 3 && register >= 0 && register < 4;
                return loads && facts.half(cell, register + 4) < 0 && !facts.isDeadAfter(cell, Parts.half(register + 4))
                        ? Rule.instead(1, "mov", 0xB0 + register, Rule.at(cell, 1))
                        : Optional.empty();
            }));

    private static boolean live(Cell cell, Facts facts, int parts) {
        CodeEffect effect = facts.effect(cell);
        return effect.isPure() && !facts.isDeadAfter(cell, effect.changes() & parts);
    }

    @Test
    void areOfferedByNoAnalysisAndNoticedInSessions() throws Exception {
        Workspace workspace = GrownWorkspace.make(folder.resolve("grown"), "M5");
        OsState state = GrownWorkspace.state(workspace);
        List<String> missed = new ArrayList<>();
        int forced = 0;
        try (Services services = new Services(workspace, Outside.of(System.getenv()), RunObserver.SILENT);
                PcEmulator fast = new PcEmulator()) {
            for (String name : FEATURES) {
                FeatureBlock block = state.source().feature(name).orElseThrow();
                for (Instruction instruction : CodeMap.of(block, state.image())) {
                    for (Map.Entry<String, Rule> wrong : WRONG.entrySet()) {
                        Optional<Shrunk> shrunk = forced(block, state, instruction.address(), wrong.getValue());
                        if (shrunk.isEmpty()) {
                            continue;
                        }
                        forced++;
                        OsSource source = services.builder()
                                .link(state.source().with(shrunk.get().block()));
                        BootImage image = services.builder().assemble(source);
                        Sameness sameness = new Sameness(
                                state.image(), image, state.kept().getOrDefault(name, List.of()), state.scenarios());
                        if (sameness.compare(fast, 0, SESSIONS).difference().isEmpty()) {
                            missed.add(wrong.getKey() + ": " + name + " " + instruction);
                        }
                    }
                }
            }
        }
        assertThat(forced).isGreaterThan(30);
        assertThat(missed.size() * 100).as(missed + " of " + forced).isLessThan(15 * forced);
    }

    /** The feature with a wrong rewrite in one place, where no right rule has anything to say. */
    private static Optional<Shrunk> forced(FeatureBlock block, OsState state, int address, Rule wrong) {
        Rule there = (cell, facts) -> cell.old() == address
                        && cell.oldSize() == cell.bytes().size()
                        && Rewrites.RULES.stream()
                                .allMatch(rule -> rule.on(cell, facts).isEmpty())
                ? wrong.on(cell, facts)
                : Optional.empty();
        return Shrinker.shrink(block, state.source(), state.image(), List.of(there))
                .filter(shrunk ->
                        shrunk.rewrites().stream().anyMatch(line -> line.startsWith(String.format("%04X", address))));
    }
}
