package pxos.dream;

import pxos.pipeline.RunObserver;

/** Hears how a session comes along, and each of its runs. */
public interface DreamObserver extends RunObserver {

    /** Hears nothing. */
    DreamObserver NONE = new DreamObserver() {};

    /** Something was chosen, and is about to be tried. */
    default void chose(Choice choice) {}

    /** What came of it. */
    default void cameOf(Choice choice) {}

    /** The process is about to end in the middle of the session, which is written down as far as it came. */
    default void interrupted(DreamSession session) {}
}
