package pxos.proof.strength;

import java.util.ArrayList;
import java.util.List;
import pxos.scenario.Input;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * Something that a person could do: lines and keys on a disk with some files.
 *
 * @param disk what is on it, as in a {@link Scenario}
 * @param keys one piece after the other, each as in a {@link Step}
 */
record Session(List<String> disk, List<String> keys) {

    Session {
        disk = List.copyOf(disk);
        keys = List.copyOf(keys);
    }

    List<List<Input.KeyStroke>> strokes() {
        return keys.stream()
                .map(piece -> new Step(piece, List.of())
                        .inputs().stream().map(Input.KeyStroke.class::cast).toList())
                .toList();
    }

    /** Its beginning, up to this piece. */
    Session until(int last) {
        return new Session(disk, keys.subList(0, last + 1));
    }

    /** The session as a test of what is seen at its end. */
    Scenario scenario(String name, List<String> expect) {
        return new Scenario(name, disk, List.of(new Step(String.join("", keys), expect)));
    }

    /** The sessions that are a piece or a file shorter; never without the last piece. */
    List<Session> shorter() {
        List<Session> shorter = new ArrayList<>();
        for (int i = 0; i < keys.size() - 1; i++) {
            shorter.add(new Session(disk, without(keys, i)));
        }
        for (int i = 0; i < disk.size(); i++) {
            shorter.add(new Session(without(disk, i), keys));
        }
        return shorter;
    }

    private static List<String> without(List<String> list, int index) {
        List<String> rest = new ArrayList<>(list);
        rest.remove(index);
        return rest;
    }
}
