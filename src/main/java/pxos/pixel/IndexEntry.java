package pxos.pixel;

import java.nio.ByteBuffer;
import java.util.Map;

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
final class IndexEntry {
    static final int SEGMENT = 4;
    static final int NUMBER = 8;
    static final int OFFSET = 12;
    static final int SEGMENT_LENGTH = 20;
    static final int ID_HASH = 28;
    static final int FOLD = 32;
    static final int WORDS = 36;
    static final int VERDICT = 38;
    static final int TERMS = 40;
    static final int TRAILER_BYTES = 4;

    private static final int MAX_TERMS = 100;
    private static final int MAX_COUNT = 255;
    private static final int GOAL_WEIGHT = 4;
    private static final int FEATURE_WEIGHT = 3;

    private IndexEntry() {}

    static byte[] of(int segment, int number, long offset, long segmentLength, RunRecord run) {
        Terms terms = terms(run);
        int count = Math.min(MAX_TERMS, terms.counts().size());
        int length = TERMS + 4 * count + TRAILER_BYTES;
        ByteBuffer entry = ByteBuffer.allocate(length);
        entry.putInt(length).putInt(segment).putInt(number).putLong(offset).putLong(segmentLength);
        entry.putInt(run.runId().hashCode()).putInt(fold(run));
        entry.putShort((short) Math.min(Short.MAX_VALUE, terms.total()));
        entry.put((byte) Verdict.of(run).letter()).put((byte) 0);
        for (Map.Entry<Integer, Integer> term : terms.counts().entrySet()) {
            if (count-- > 0) {
                entry.putInt(term.getKey() << 8 | Math.min(MAX_COUNT, term.getValue()));
            }
        }
        return entry.putInt(length).array();
    }

    private static Terms terms(RunRecord run) {
        Terms terms = new Terms().add(run.goal(), GOAL_WEIGHT).add(run.milestone(), GOAL_WEIGHT);
        run.features().forEach(feature -> terms.add(feature, FEATURE_WEIGHT));
        terms.add(run.runId(), 1).add(run.stage(), 1);
        run.evidence().forEach(evidence -> terms.add(evidence, 1));
        return terms.add(run.plan(), 1).add(run.hint(), 1).add(run.generator(), 1);
    }

    private static int fold(RunRecord run) {
        Terms goal = new Terms().add(run.goal(), 1);
        return (goal.fold() * 31 + Verdict.of(run).letter()) * 31 + run.stage().hashCode();
    }
}
