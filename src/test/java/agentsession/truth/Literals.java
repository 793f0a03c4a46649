package agentsession.truth;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Random values: few, so that some are equal, and special ones. */
final class Literals {
    private static final List<Integer> NUMBERS = List.of(0, 1, 1, 2, 2, 3, 5, 7, 10, 40, -1, -2);
    private static final List<String> DECIMALS =
            List.of("0.00", "0.50", "1.00", "1.50", "2.25", "-2.25", "10.10", "0.05", "113.75", "2.5");
    private static final List<Double> DOUBLES = List.of(0.0, 1.0, 0.5, 2.25, -1.5, 1024.0);

    /** No 'ß' or 'İ', whose upper or lower case is longer here; no backslash, which is an escape of LIKE elsewhere. */
    private static final List<String> STRINGS = List.of(
            "",
            "a",
            "A",
            "b",
            "ab",
            "aB",
            "abc",
            "a b",
            " a ",
            "ü",
            "Ü",
            "MÜLLER",
            "müller",
            "é",
            "\uD83D\uDE00",
            "a\uD83D\uDE00b",
            "a%",
            "a_b",
            "100%",
            "a\nb",
            "it's",
            "7",
            "12",
            "Overflow",
            "HTL Billing");

    private static final List<LocalDateTime> TIMES = List.of(
            LocalDateTime.of(2026, 11, 30, 12, 0),
            LocalDateTime.of(2026, 10, 31, 0, 0),
            LocalDateTime.of(2026, 9, 30, 23, 59, 59),
            LocalDateTime.of(2024, 2, 29, 12, 30),
            LocalDateTime.of(2026, 12, 31, 23, 59),
            LocalDateTime.of(2027, 1, 1, 0, 0),
            LocalDateTime.of(2026, 2, 28, 6, 15));

    private final Dice dice;
    private final Facts facts;

    Literals(Dice dice, Facts facts) {
        this.dice = dice;
        this.facts = facts;
    }

    Literal any(Type type) {
        return Literal.of(type, dice.oneIn(12) ? null : value(type));
    }

    /** A literal that is not NULL. */
    @Nullable
    Object value(Type type) {
        return switch (type) {
            case INT -> dice.oneIn(8) ? dice.of(facts.agents()) : dice.of(NUMBERS);
            case NUM -> new BigDecimal(dice.of(DECIMALS));
            case APPROX, DOUBLE -> dice.of(DOUBLES);
            case TEXT -> dice.oneIn(5) ? dice.of(facts.teams()) : dice.of(STRINGS);
            case TIME -> time();
            case DATE -> LocalDate.from(time());
            case BOOL -> dice.oneIn(2);
        };
    }

    private LocalDateTime time() {
        return switch (dice.between(0, 3)) {
            case 0 -> dice.of(TIMES);
            case 1 -> dice.of(facts.times());
            case 2 -> dice.of(facts.times()).plusMonths(dice.between(-2, 2));
            default -> dice.of(facts.times()).plusMinutes(dice.of(-1, 1, 60, -1440));
        };
    }
}
