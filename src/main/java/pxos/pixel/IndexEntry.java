package pxos.pixel;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Optional;
import pxos.pixel.picture.Mark;

/**
 * What the index keeps of one run, big-endian.
 *
 * <pre>
 *    0  4  length of the entry
 *    4  4  number of the segment
 *    8  4  number of the run among the segment's runs, from 0
 *   12  8  offset of its chunk in the segment; -1 where that is not laid out by strips
 *   20  8  length of the segment once the run was in it
 *   28  4  hash of the run's id
 *   32  4  hash of the goal's words and the outcome: equal for duplicates
 *   36  2  words counted
 *   38  1  verdict: P, F, E or S
 *   39  1  0
 *   40  .. terms: hash in the upper 24 bits, count in the lower 8
 *   -4  4  length of the entry again
 * </pre>
 */
record IndexEntry(
        int segment,
        int number,
        long offset,
        long segmentLength,
        int idHash,
        int fold,
        int words,
        Mark verdict,
        IntBuffer terms) {
    private static final int TERMS = 40;
    private static final int MAX_TERMS = 100;
    private static final int MAX_COUNT = 255;
    private static final int GOAL_WEIGHT = 4;
    private static final int FEATURE_WEIGHT = 3;

    /** Bytes of an entry without terms. */
    static final int MIN_BYTES = TERMS + 4;

    /** Bytes of an entry with as many terms as it can have. */
    static final int MAX_BYTES = MIN_BYTES + 4 * MAX_TERMS;

    /** The entry of a run that stands in a segment. */
    static IndexEntry of(int segment, int number, long offset, long segmentLength, RunRecord run) {
        Terms terms = terms(run);
        return new IndexEntry(
                segment,
                number,
                offset,
                segmentLength,
                run.request().runId().hashCode(),
                fold(run),
                Math.min(Short.MAX_VALUE, terms.total()),
                run.mark(),
                IntBuffer.wrap(terms.counts().entrySet().stream()
                        .limit(MAX_TERMS)
                        .mapToInt(term -> term.getKey() << 8 | Math.min(MAX_COUNT, term.getValue()))
                        .toArray()));
    }

    private static Terms terms(RunRecord run) {
        RunRecord.Request request = run.request();
        RunRecord.Result result = run.result();
        Terms terms = new Terms().add(request.goal(), GOAL_WEIGHT).add(request.milestone(), GOAL_WEIGHT);
        result.features().forEach(feature -> terms.add(feature, FEATURE_WEIGHT));
        terms.add(request.runId(), 1).add(result.stage(), 1);
        run.proof().evidence().forEach(evidence -> terms.add(evidence, 1));
        return terms.add(result.plan(), 1).add(run.proof().hint(), 1).add(request.generator(), 1);
    }

    private static int fold(RunRecord run) {
        return fold(run.request().goal(), run.mark(), run.result().stage());
    }

    /** What all runs of the same goal with the same outcome have in common. */
    static int fold(String goal, Mark mark, String stage) {
        return (new Terms().add(goal, 1).fold() * 31 + mark.letter()) * 31 + stage.hashCode();
    }

    /** Reads the entry at the buffer's position and moves past it; empty if there is no whole entry. */
    static Optional<IndexEntry> read(ByteBuffer index) {
        int start = index.position();
        int length = index.remaining() < MIN_BYTES ? 0 : index.getInt(start);
        if (length < MIN_BYTES || length > index.remaining() || index.getInt(start + length - 4) != length) {
            return Optional.empty();
        }
        index.position(start + 4);
        IndexEntry entry = new IndexEntry(
                index.getInt(),
                index.getInt(),
                index.getLong(),
                index.getLong(),
                index.getInt(),
                index.getInt(),
                index.getShort() & 0xFFFF,
                Mark.ofLetter(index.get()),
                index.slice(start + TERMS, length - MIN_BYTES).asIntBuffer());
        index.position(start + length);
        return Optional.of(entry);
    }

    /** The entry at the end of the buffer; empty if there is no whole entry. */
    static Optional<IndexEntry> last(ByteBuffer index) {
        int length = index.capacity() < MIN_BYTES ? 0 : index.getInt(index.capacity() - 4);
        return length < MIN_BYTES || length > index.capacity()
                ? Optional.empty()
                : read(index.position(index.capacity() - length));
    }

    byte[] bytes() {
        int length = MIN_BYTES + 4 * terms.capacity();
        ByteBuffer entry = ByteBuffer.allocate(length);
        entry.putInt(length).putInt(segment).putInt(number).putLong(offset).putLong(segmentLength);
        entry.putInt(idHash).putInt(fold).putShort((short) words);
        entry.put((byte) verdict.letter()).put((byte) 0);
        for (int i = 0; i < terms.capacity(); i++) {
            entry.putInt(terms.get(i));
        }
        return entry.putInt(length).array();
    }

    /** How often the run has each of these words, which are hashes. */
    int[] counts(int[] hashes) {
        int[] counts = new int[hashes.length];
        for (int i = 0; i < terms.capacity(); i++) {
            int term = terms.get(i);
            for (int word = 0; word < hashes.length; word++) {
                if (term >>> 8 == hashes[word]) {
                    counts[word] = term & MAX_COUNT;
                }
            }
        }
        return counts;
    }
}
