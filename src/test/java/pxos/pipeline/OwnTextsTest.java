package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.build.feature.Feature;
import pxos.build.feature.Primitive;

class OwnTextsTest {

    private static final Feature FEATURE = new Feature(
            "sum",
            null,
            List.of(
                    new Primitive.Text("a", "Usage: sum A B"),
                    new Primitive.Comment("\"not shown\""),
                    new Primitive.Asm("s: db 'Too  large', 0, \"it's\" ; \"a remark\"\n mov al, '+'"),
                    new Primitive.Hook("commands", "s", "sum")),
            List.of());

    @Test
    void findsTheTextsAndNamesThatAreSeenOrTyped() {
        assertThat(OwnTexts.of(FEATURE)).containsExactly("Usage: sum A B", "Too  large", "it's", "sum");
    }

    @Test
    void namesThoseThatAreNotInTheGoal() {
        assertThat(OwnTexts.notIn("Add a command SUM that says too large beyond 65535", OwnTexts.of(FEATURE)))
                .containsExactly("Usage: sum A B", "it's");
    }
}
