package agentsession.report;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The values that criteria allow for a column: all, or those listed.
 *
 * @param values empty for all
 */
public record AllowedValues<T extends Comparable<T>>(Optional<NavigableSet<T>> values) {

    static <T extends Comparable<T>> AllowedValues<T> all() {
        return new AllowedValues<>(Optional.empty());
    }

    static <T extends Comparable<T>> AllowedValues<T> none() {
        NavigableSet<T> values = new TreeSet<>();
        return new AllowedValues<>(Optional.of(values));
    }

    static <T extends Comparable<T>> AllowedValues<T> of(List<T> values) {
        return new AllowedValues<>(Optional.of(new TreeSet<>(values)));
    }

    /** The values for a request, where an empty list means all; there is no request if no value is allowed. */
    List<T> list() {
        return values.<List<T>>map(List::copyOf).orElse(List.of());
    }

    boolean isNone() {
        return values.isPresent() && values.get().isEmpty();
    }

    AllowedValues<T> and(AllowedValues<T> other) {
        if (values.isEmpty()) {
            return other;
        }
        if (other.values.isEmpty()) {
            return this;
        }
        NavigableSet<T> both = new TreeSet<>(values.get());
        both.retainAll(other.values.get());
        return new AllowedValues<>(Optional.of(both));
    }

    /** Those of the listed values that pass a test; all, if all are allowed. */
    AllowedValues<T> filter(Predicate<T> test) {
        return values.map(listed -> of(listed.stream().filter(test).toList())).orElse(this);
    }

    static <T extends Comparable<T>> AllowedValues<T> anyOf(List<AllowedValues<T>> choices) {
        NavigableSet<T> union = new TreeSet<>();
        for (AllowedValues<T> choice : choices) {
            if (choice.values.isEmpty()) {
                return choice;
            }
            union.addAll(choice.values.get());
        }
        return new AllowedValues<>(Optional.of(union));
    }

    @Override
    public String toString() {
        return values.map(NavigableSet::toString).orElse("all");
    }
}
