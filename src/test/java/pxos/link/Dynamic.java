package pxos.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Uses every kind of instruction that is linked; {@link #get} says what came of them. */
public final class Dynamic implements Supplier<List<String>> {

    private final String own = "own";
    private final List<String> seen = new ArrayList<>();

    /** Takes and returns what needs every width on the stack. */
    @FunctionalInterface
    interface Wide {
        double of(byte a, long b, float c, double d, char e, boolean f, short g, int h, String i);
    }

    /** With lambdas of its own, in a default and in a static method. */
    interface Greeter {
        String name();

        default Supplier<String> greeting() {
            return () -> "hello " + name();
        }

        static Function<String, String> twice() {
            return text -> text + text;
        }
    }

    record Empty() {}

    record Everything(
            boolean a, byte b, char c, short d, int e, long f, float g, double h, String i, int[] j, Object k) {}

    private static final class Counter {
        private int count;

        private Counter(int count) {
            this.count = count;
        }

        private int next() {
            return ++count;
        }
    }

    @Override
    public List<String> get() {
        lambdas("captured", 5L, 'x', (byte) 3);
        references();
        texts();
        records();
        return seen;
    }

    private void lambdas(String text, long wide, char c, byte small) {
        Supplier<String> captures = () -> text + wide + c + small + own;
        IntUnaryOperator none = i -> i * 2;
        Wide all = (a, b, d, e, f, g, h, i, j) -> a + b + d + e + f + (g ? 1 : 0) + h + i + j.length();
        Runnable throwsOut = () -> {
            throw new IllegalStateException(text);
        };
        seen.add(captures.get());
        seen.add("" + none.applyAsInt(21));
        seen.add("" + all.of((byte) 1, 2, 3, 4, 'a', true, (short) 6, 7, "12345678"));
        try {
            throwsOut.run();
        } catch (IllegalStateException e) {
            seen.add(e.getMessage());
        }
        Supplier<Supplier<String>> nested = () -> () -> own + text;
        seen.add(nested.get().get());
        Greeter greeter = () -> "you";
        seen.add(greeter.greeting().get());
        seen.add(Greeter.twice().apply("ab"));
    }

    private void references() {
        Function<String, Integer> staticBoxed = Integer::parseInt;
        ToLongFunction<String> staticWidened = Integer::parseInt;
        Function<Object, String> unbound = Object::toString;
        Function<Integer, Integer> unboxedAndBoxed = Math::abs;
        IntFunction<int[]> array = int[]::new;
        Function<Integer, Counter> constructor = Counter::new;
        Function<Counter, Integer> privateMethod = Counter::next;
        BiFunction<String, String, Boolean> unboundOfTwo = String::equals;
        Supplier<Integer> bound = new Counter(7)::next;
        LongSupplier widenedFromObject = Integer.valueOf(9)::longValue;
        DoubleSupplier boundAndWidened = "four"::length;
        Supplier<List<String>> diamond = ArrayList::new;
        Supplier<String> toTheParent = super::toString;
        Comparator<String> generic = String::compareTo;
        Runnable dropsTheResult = seen::isEmpty;
        seen.add("" + staticBoxed.apply("12") + staticWidened.applyAsLong("34") + unbound.apply(5));
        seen.add("" + unboxedAndBoxed.apply(-6) + array.apply(3).length + unboundOfTwo.apply("a", "a"));
        seen.add("" + privateMethod.apply(constructor.apply(10)) + bound.get() + bound.get());
        seen.add("" + widenedFromObject.getAsLong() + boundAndWidened.getAsDouble() + diamond.get());
        seen.add("" + toTheParent.get().startsWith(getClass().getName()) + generic.compare("a", "b"));
        dropsTheResult.run();
        seen.add(Stream.of("b", "a")
                .sorted(Comparator.comparing(String::length).thenComparing(s -> s))
                .toList()
                .toString());
    }

    private void texts() {
        Object none = null;
        char[] letters = {'a'};
        byte small = -1;
        short medium = -2;
        seen.add("" + none + small + medium + 'c' + 4 + 5L + 1.5f + 2.5 + true);
        seen.add(none + "\1\2 in the text" + small);
        seen.add("" + (none + "x" + letters).startsWith("nullx[C@"));
        String text = "a";
        text += 1;
        seen.add(text);
    }

    private void records() {
        int[] array = {1};
        Everything one = everything(1.5f, -0.0, array, "k");
        seen.add("" + one.equals(everything(1.5f, -0.0, array, "k")) + one.equals(everything(1.5f, 0.0, array, "k")));
        seen.add("" + one.equals(null) + one.equals("text") + one.equals(everything(1.5f, -0.0, new int[] {1}, "k")));
        seen.add(""
                + everything(Float.NaN, Double.NaN, null, null).equals(everything(Float.NaN, Double.NaN, null, null)));
        seen.add("" + everything(1.5f, -0.0, null, "k").hashCode());
        seen.add("" + new Empty().equals(new Empty()) + new Empty().hashCode() + new Empty());
        seen.add(everything(1, 2, null, null).toString());
    }

    private static Everything everything(float g, double h, int[] j, Object k) {
        return new Everything(true, (byte) 1, 'c', (short) 2, 3, 4L, g, h, "i", j, k);
    }
}
