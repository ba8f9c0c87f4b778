package pxos.dream;

import java.util.List;

/** What a language model thought of, each with tests that were written before its code. */
final class IdeaSource implements Source {

    @Override
    public List<Candidate> candidates(Scene scene) {
        return scene.ideas();
    }
}
