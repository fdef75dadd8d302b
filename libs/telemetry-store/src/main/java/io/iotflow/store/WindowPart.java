package io.iotflow.store;

import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.NumberValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the values of one window; two of them make the one of all their values.
 *
 * @param count how many values
 * @param sum of them, for sum and mean; without those that are in {@code large}
 * @param large the exact sum of the integers beyond 2^53 among them
 * @param mean of them, for the standard deviation
 * @param squares the sum of the squared distances from the mean
 * @param chosen the smallest, the largest, the first or the last with its time; or for the median all of them
 */
public record WindowPart(long count, double sum, BigInteger large, double mean, double squares, List<Chosen> chosen) {

    /** A value and when it was, in milliseconds. */
    record Chosen(FieldValue value, long time) {
        BigDecimal exact() {
            return switch (value) {
                case NumberValue(double number) -> new BigDecimal(number);
                case IntegerValue(long number) -> BigDecimal.valueOf(number);
                case FieldValue.TextValue _, FieldValue.BooleanValue _, FieldValue.JsonValue _ ->
                    throw new IllegalStateException("not a number");
            };
        }
    }

    static WindowPart ofCount(long count) {
        return ofChosen(count, List.of());
    }

    static WindowPart ofChosen(long count, List<Chosen> chosen) {
        return new WindowPart(count, 0, BigInteger.ZERO, 0, 0, chosen);
    }

    static WindowPart ofSum(long count, double sum) {
        return new WindowPart(count, sum, BigInteger.ZERO, 0, 0, List.of());
    }

    /** One integer beyond 2^53. */
    static WindowPart ofLarge(long value) {
        return new WindowPart(1, 0, BigInteger.valueOf(value), 0, 0, List.of());
    }

    static WindowPart ofSpread(long count, double mean, double squares) {
        return new WindowPart(count, 0, BigInteger.ZERO, mean, squares, List.of());
    }

    /** Both together; how depends on what they are for. */
    public WindowPart with(WindowPart other, AggregateFunction function) {
        long both = count + other.count;
        double distance = other.mean - mean;
        double share = (double) other.count / both;
        return new WindowPart(
                both,
                sum + other.sum,
                large.add(other.large),
                mean + distance * share,
                squares + other.squares + distance * distance * count * share,
                chosen(other, function));
    }

    private List<Chosen> chosen(WindowPart other, AggregateFunction function) {
        if (function == AggregateFunction.MEDIAN) {
            List<Chosen> all = new ArrayList<>(chosen);
            all.addAll(other.chosen);
            return all;
        }
        if (chosen.isEmpty() || other.chosen.isEmpty()) {
            return chosen.isEmpty() ? other.chosen : chosen;
        }
        return wins(other.chosen.getFirst(), function) ? other.chosen : chosen;
    }

    private boolean wins(Chosen rival, AggregateFunction function) {
        Chosen own = chosen.getFirst();
        return switch (function) {
            case MIN -> rival.exact().compareTo(own.exact()) < 0;
            case MAX -> rival.exact().compareTo(own.exact()) > 0;
            case FIRST -> rival.time() < own.time();
            case LAST -> rival.time() > own.time();
            case MEAN, SUM, COUNT, MEDIAN, STDDEV -> false;
        };
    }

    /** The answer; empty where there is none, or none that is finite. */
    public Optional<FieldValue> value(AggregateFunction function) {
        if (count == 0) {
            return Optional.empty();
        }
        return switch (function) {
            case COUNT -> Optional.of(FieldValue.ofInteger(count));
            case SUM -> total();
            case MEAN -> average();
            case STDDEV -> count == 1 ? Optional.empty() : finite(Math.sqrt(squares / (count - 1)));
            case MIN, MAX, FIRST, LAST -> Optional.of(chosen.getFirst().value());
            case MEDIAN -> median();
        };
    }

    private Optional<FieldValue> total() {
        return large.signum() == 0 || !Double.isFinite(sum) ? finite(sum) : nearest(exactSum());
    }

    private Optional<FieldValue> average() {
        return large.signum() == 0 || !Double.isFinite(sum)
                ? finite(sum / count)
                : finite(exactSum()
                        .divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
                        .doubleValue());
    }

    private BigDecimal exactSum() {
        return new BigDecimal(large).add(new BigDecimal(sum));
    }

    private Optional<FieldValue> median() {
        List<Chosen> sorted = new ArrayList<>(chosen);
        sorted.sort((one, other) -> one.exact().compareTo(other.exact()));
        int middle = sorted.size() / 2;
        if (sorted.size() % 2 == 1) {
            return Optional.of(sorted.get(middle).value());
        }
        BigDecimal sum = sorted.get(middle - 1).exact().add(sorted.get(middle).exact());
        return nearest(sum.divide(BigDecimal.TWO, MathContext.UNLIMITED));
    }

    /** Itself where it is an integer of 64 bits. */
    private static Optional<FieldValue> nearest(BigDecimal exact) {
        boolean fits =
                exact.stripTrailingZeros().scale() <= 0 && exact.toBigInteger().bitLength() < Long.SIZE;
        return fits ? Optional.of(FieldValue.ofInteger(exact.longValueExact())) : finite(exact.doubleValue());
    }

    private static Optional<FieldValue> finite(double number) {
        return Double.isFinite(number) ? Optional.of(new NumberValue(number)) : Optional.empty();
    }
}
