package pxos.build.shrink;

import java.util.Set;

/** What the analyses say of a feature as it is now: it holds until the next change. */
final class Facts {

    /** What writes DS, ES or the direction flag. */
    private static final Set<Integer> SEGMENTS = Set.of(0x07, 0x1F, 0x8E, 0xC4, 0xC5, 0xFD);

    private static final int INT = 0xCD;
    /** Services of the BIOS of which none returns anything in ES: memory, keys, clock. */
    private static final Set<Integer> SPARING = Set.of(0x11, 0x12, 0x16, 0x1A);

    private final Code code;
    private final Graph graph;
    private final Returns returns;
    private final Liveness liveness;
    private final Values values;

    Facts(Code code) {
        this.code = code;
        this.graph = new Graph(code);
        this.returns = new Returns(code, graph);
        this.liveness = new Liveness(graph, returns);
        this.values = new Values(graph, returns);
    }

    Graph graph() {
        return graph;
    }

    Returns returns() {
        return returns;
    }

    Cell next(Cell cell) {
        return code.next(cell);
    }

    Cell previous(Cell cell) {
        return code.previous(cell);
    }

    boolean isTarget(Cell cell) {
        return graph.isTarget(graph.index(cell));
    }

    CodeEffect effect(Cell cell) {
        return graph.nodes().get(graph.index(cell)).effect();
    }

    /** Whether nobody looks at any of some parts after a cell before they are written again. */
    boolean isDeadAfter(Cell cell, int parts) {
        return (liveness.after(graph.index(cell)) & parts) == 0;
    }

    /** What stands in a byte register before a cell, or -1. */
    int half(Cell cell, int number) {
        return values.half(graph.index(cell), number);
    }

    /** What stands in a word register before a cell, or -1. */
    int word(Cell cell, int number) {
        return values.word(graph.index(cell), number);
    }

    /** Whether anything leads to a cell. */
    boolean isReached(Cell cell) {
        return values.isReached(graph.index(cell));
    }

    /** Whether DS and ES are 0 and the direction is upwards all the time, as the contract has it at the start. */
    boolean hasPlainSegments() {
        return !returns.isEnteredFromOutside()
                && graph.nodes().stream()
                        .flatMap(node -> node.encoding().stream())
                        .noneMatch(encoding -> SEGMENTS.contains(encoding.opcode())
                                || encoding.opcode() == INT && !SPARING.contains(encoding.immediate()));
    }
}
