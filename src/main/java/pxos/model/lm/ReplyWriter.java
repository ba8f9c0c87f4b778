package pxos.model.lm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import pxos.Problem;
import pxos.model.Reply;
import pxos.model.Reply.Transcript;
import pxos.model.prompt.Prompt;

/**
 * Makes replies of what a server sent.
 *
 * @param required members that the answer's object must have; may be empty
 * @param prompt what was asked
 * @param notes what the client did on its own
 * @param startNanos when the question was begun
 */
record ReplyWriter(
        LmSettings settings,
        Set<String> required,
        ModelInfo model,
        Prompt prompt,
        List<String> notes,
        long startNanos) {

    private static final int MAX_NAME = 200;

    /**
     * This many of the first answers. The prompt is counted with the first of them; what was written is counted in equal
     * parts.
     */
    List<Reply> whole(ChatAnswer answer, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> reply(answer, index, count))
                .toList();
    }

    private Reply reply(ChatAnswer answer, int index, int count) {
        ChatAnswer.Said said = answer.said().get(index);
        Usage usage = answer.usage();
        boolean named = !answer.model().isEmpty() && answer.model().length() <= MAX_NAME;
        int part = usage.completionTokens() / count;
        return new Reply(
                AnswerText.jsonOf(said, required),
                ModelInfo.titleOf(named ? answer.model() : model.name()),
                index == 0 ? usage.promptTokens() : 0,
                index == 0 ? usage.completionTokens() - part * (count - 1) : part,
                index == 0 ? usage.cachedTokens() : 0,
                passed(),
                said.cutShort(),
                transcript(said.content(), said.reasoning()),
                Optional.empty());
    }

    /** The prompt, what came, and the reason why no more did. */
    Reply brokenOff(ServerFault fault, AnswerReader.SoFar soFar) {
        boolean cancelled = Thread.currentThread().isInterrupted();
        Problem problem = (cancelled ? ServerFault.of(ServerFault.Kind.CANCELLED, "") : fault).problem(settings);
        AnswerReader.SoFar.Text first = soFar.at(0);
        Transcript words = transcript(redacted(first.content()), redacted(first.reasoning()));
        return new Reply("", model.title(), 0, soFar.pieces().get(), 0, passed(), false, words, Optional.of(problem));
    }

    private String redacted(StringBuffer text) {
        return settings.token().redact(text.toString());
    }

    private Transcript transcript(String answer, String reasoning) {
        return new Transcript(prompt.system(), prompt.user(), answer, reasoning, notes);
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
