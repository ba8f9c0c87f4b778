package pxos.pixel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How much of a run the network keeps. Longer texts are cut at a character, longer lists at an entry, and the name of
 * the field is added to {@link RunRecord#clipped()}. Whatever a run produced, its record stays below 600,000
 * characters. Lone surrogates, which no encoding can carry, become U+FFFD.
 */
final class RecordLimits {

    /** What a field holds; the limits are in characters (UTF-16) and in entries of a list. */
    enum Kind {
        /** An id, a time, a stage. */
        NAME(200, 1),
        /** A goal or a hint; every text without a {@link Kept}. */
        TEXT(2_000, 1),
        PLAN(8_000, 1),
        /** A text that is cut after a whole word, since half a word would mean something else. */
        WORDS(2_000, 1),
        /** Lines of a listing, ranges of bytes, features; every list without a {@link Kept}. */
        LINES(160, 400),
        /** Rows of a screen. */
        ROWS(160, 60),
        /** A screen as it is, without an entry for what is below it. */
        SCREEN(80, 25),
        EVIDENCE(2_000, 40),
        /** Names of tests. */
        TESTS(200, 20),
        NAMES(200, 400),
        /** Features that were built, each with its screens; every list of records. */
        BUILT(1, 20);

        final int characters;
        final int entries;

        Kind(int characters, int entries) {
            this.characters = characters;
            this.entries = entries;
        }
    }

    /** The kind of a component of {@link RunRecord} where its type alone does not say it. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Kept {
        Kind value();
    }

    private final Set<String> clipped = new LinkedHashSet<>();

    private RecordLimits() {}

    /** The record as the network keeps it. */
    static RunRecord clip(RunRecord run) {
        RecordLimits limits = new RecordLimits();
        RunRecord kept = limits.kept(run);
        Set<String> clipped = new LinkedHashSet<>(kept.clipped());
        clipped.addAll(limits.clipped);
        return new RunRecord(
                kept.request(),
                kept.result(),
                kept.proof(),
                kept.cost(),
                kept.change(),
                kept.story(),
                List.copyOf(clipped));
    }

    @SuppressWarnings("unchecked")
    private <R extends Record> R kept(R record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = kept(components[i], components[i].getAccessor().invoke(record));
            }
            return (R) record.getClass().getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a public record: " + record.getClass(), e);
        }
    }

    private Object kept(RecordComponent component, Object value) {
        Kept kept = component.getAnnotation(Kept.class);
        if (value instanceof String text) {
            return text(component.getName(), text, kept == null ? Kind.TEXT : kept.value());
        } else if (value instanceof List<?> list) {
            boolean records = !list.isEmpty() && list.get(0) instanceof Record;
            Kind kind = records ? Kind.BUILT : kept == null ? Kind.LINES : kept.value();
            return list(component.getName(), list, kind);
        }
        return value instanceof Record group ? kept(group) : value;
    }

    private List<?> list(String name, List<?> list, Kind kind) {
        if (list.size() > kind.entries) {
            clipped.add(name);
        }
        return list.stream()
                .limit(kind.entries)
                .map(each -> each instanceof Record record ? kept(record) : text(name, (String) each, kind))
                .toList();
    }

    private String text(String name, String text, Kind kind) {
        String kept = text;
        if (text.length() > kind.characters) {
            clipped.add(name);
            int end = kind == Kind.WORDS ? text.lastIndexOf(' ', kind.characters) : kind.characters;
            boolean splitsAPair = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
            kept = text.substring(0, Math.max(0, splitsAPair ? end - 1 : end));
        }
        // An encoder puts U+FFFD in place of lone surrogates.
        return new String(kept.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }
}
