package pxos.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of several words, in capitals or not: a constant of an enum, written with hyphens.
 *
 * @param type the enum
 */
record ChoiceConverter<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {

    /** @throws TypeConversionException naming all the words */
    @Override
    public E convert(String text) {
        List<String> words = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int index = words.indexOf(text.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (index < 0) {
            throw new TypeConversionException("expected one of " + words + " but was '" + text + "'");
        }
        return type.getEnumConstants()[index];
    }
}
