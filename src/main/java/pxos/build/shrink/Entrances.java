package pxos.build.shrink;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.build.shrink.Cell.Reference;
import pxos.build.source.FeatureBlock.Hook;
import pxos.os.Vector.Kind;

/** Where others come into the code of a feature, as addresses of before. */
final class Entrances {

    private final Code code;

    Entrances(Code code) {
        this.code = code;
    }

    /** Where the handlers of lists of a kind begin. */
    Set<Integer> handlers(Kind kind) {
        return code.hooks().stream()
                .filter(hook -> hook.vector().kind() == kind)
                .flatMap(hook -> handler(hook).stream())
                .map(Reference::target)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The second word of a node. */
    private Optional<Reference> handler(Hook hook) {
        int address = hook.address() + 2;
        Cell data = code.first(address);
        return data == null
                ? Optional.empty()
                : data.references().stream()
                        .filter(reference -> data.old() + reference.at() == address)
                        .findFirst();
    }

    /** Where code begins whose address stands somewhere: who calls it, and how, is not known. */
    Set<Integer> unknown() {
        List<Reference> nodes = code.hooks().stream()
                .filter(hook -> hook.vector().kind().isList())
                .flatMap(hook -> handler(hook).stream())
                .toList();
        Stream<Integer> named = code.cells().stream()
                .flatMap(cell -> cell.references().stream())
                .filter(reference -> !reference.relative() && nodes.stream().noneMatch(node -> node == reference))
                .map(Reference::target);
        Stream<Integer> slots = code.hooks().stream()
                .filter(hook -> hook.vector().kind() == Kind.SLOT)
                .map(Hook::address);
        Set<Integer> entries = Stream.concat(named, slots)
                .map(code::at)
                .filter(Objects::nonNull)
                .filter(Cell::isCode)
                .map(Cell::old)
                .collect(Collectors.toCollection(TreeSet::new));
        if (entries.isEmpty() && code.hooks().isEmpty()) {
            // Nobody knows what it is for.
            code.cells().stream().filter(Cell::isCode).findFirst().ifPresent(cell -> entries.add(cell.old()));
        }
        return entries;
    }
}
