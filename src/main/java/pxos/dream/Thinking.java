package pxos.dream;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.dream.Chooser.Chosen;
import pxos.dream.Ideas.Thought;
import pxos.model.CodingModel;
import pxos.pipeline.Outside;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.Runs;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Proposal;
import pxos.workspace.roadmap.RoadmapReader;

/** When a language model is asked for new goals, and how they come into the roadmap: as proposals, never as facts. */
record Thinking(Outside outside, Workspace workspace, Authors authors) {

    /** So many questions that gave nothing of use end the asking until the session is over. */
    private static final int FRUITLESS = 3;

    /** Whether nothing better is at hand than what it might think of, and all that it thought of was tried. */
    boolean isDue(Scene scene, DreamSession session, Optional<Chosen> best) {
        boolean hasBetter = best.filter(chosen -> chosen.best().score().total() >= IdeaSource.VALUE)
                .isPresent();
        return scene.hasModel()
                && !hasBetter
                && !session.rests(Kind.IDEA)
                && session.fruitlessThoughts() < FRUITLESS
                && scene.ledger().untried(new IdeaSource().candidates(scene)).isEmpty();
    }

    /** Asks once. An idea that may be built is then a proposed milestone. */
    void think(Scene scene, List<DreamSession> earlier, OpenSession open, DreamObserver observer) {
        List<String> before = Stream.concat(earlier.stream(), Stream.of(open.session()))
                .flatMap(session -> session.ideas().stream())
                .map(Idea::goal)
                .toList();
        List<CodingModel> models = scene.services().models(authors);
        try {
            CodingModel model = models.stream()
                    .filter(CodingModel::isLanguageModel)
                    .findFirst()
                    .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no language model any more", ""));
            observer.note("asking " + model.id() + " for goals that nobody has thought of …");
            Thought thought = new Ideas(model, scene, before).think();
            List<Idea> ideas = proposed(thought, observer);
            open.update(session -> session.thought(ideas, thought.proposals().isEmpty(), thought.tokens()));
        } catch (Problem e) {
            observer.note("no new goals: " + e.getMessage());
            open.update(session -> session.thought(List.of(), true, 0));
        } finally {
            models.forEach(CodingModel::close);
        }
    }

    private List<Idea> proposed(Thought thought, DreamObserver observer) {
        if (thought.proposals().isEmpty()) {
            return thought.ideas();
        }
        new Runs(outside).changeRoadmap(workspace, text -> with(text, thought.proposals()), observer);
        List<Idea> ideas = new ArrayList<>();
        for (Idea idea : thought.ideas()) {
            Optional<String> id = idOf(idea);
            ideas.add(id.isPresent() ? idea.with("proposed as " + id.get()) : idea);
        }
        return ideas;
    }

    private static String with(String roadmap, List<Proposal> proposals) {
        String text = roadmap;
        for (Proposal proposal : proposals) {
            text = proposal.addedTo(text);
        }
        return text;
    }

    private Optional<String> idOf(Idea idea) {
        try {
            return RoadmapReader.read(Files.readString(workspace.roadmap())).proposed().stream()
                    .filter(milestone -> milestone.goal().equals(idea.goal()))
                    .map(milestone -> milestone.id())
                    .findFirst();
        } catch (IOException e) {
            throw Problem.of(e);
        }
    }
}
