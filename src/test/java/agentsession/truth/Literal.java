package agentsession.truth;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value in the text of a query, or of a {@code ?}. Databases get the text.
 *
 * @param value Integer, Long, BigDecimal, Double, String, LocalDateTime, LocalDate or Boolean
 * @param binding how a {@code ?} is set
 */
record Literal(Type type, @Nullable Object value, Binding binding) implements Expression {
    enum Binding {
        /** Not a parameter, but in the text. */
        NONE,
        /** By {@code setObject}. */
        OBJECT,
        /** By the setter of its type, such as {@code setInt}. */
        TYPED,
        /** By {@code setString}. */
        STRING
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    static Literal of(Type type, @Nullable Object value) {
        return new Literal(type, value, Binding.NONE);
    }

    /** The simplest literal of a type, for shrinking. */
    static Literal simplest(Type type) {
        return of(
                type,
                switch (type) {
                    case INT -> 1;
                    case NUM -> new BigDecimal("1.50");
                    case APPROX, DOUBLE -> 1.0;
                    case TEXT -> "a";
                    case TIME -> LocalDateTime.of(2026, 11, 10, 12, 2);
                    case DATE -> LocalDate.of(2026, 11, 10);
                    case BOOL -> true;
                });
    }

    Literal bound(Binding by) {
        return new Literal(type, value, by);
    }

    @Override
    public void write(SqlWriter out) {
        if (binding != Binding.NONE && out.dialect() == Dialect.OURS) {
            out.parameter(this);
        } else {
            out.add(text(out.dialect()));
        }
    }

    /** Writes the literal; with its type for PostgreSQL, where a string is a literal of any type. */
    private String text(Dialect dialect) {
        if (value == null) {
            return "CAST(NULL AS " + type.sql() + ")";
        }
        return switch (type) {
            case INT, NUM -> value.toString();
            case APPROX, DOUBLE -> dialect == Dialect.POSTGRESQL ? value + "::float8" : value + "E0";
            case TEXT ->
                "'" + value.toString().replace("'", "''") + "'" + (dialect == Dialect.POSTGRESQL ? "::text" : "");
            case TIME -> "TIMESTAMP '" + asString() + "'";
            case DATE -> "DATE '" + asString() + "'";
            case BOOL -> value.toString().toUpperCase(Locale.ROOT);
        };
    }

    private @Nullable String asString() {
        return value instanceof LocalDateTime time ? TIME.format(time) : value == null ? null : value.toString();
    }

    /** Sets the parameter with this index, from 1. */
    void bind(PreparedStatement statement, int index) throws SQLException {
        if (value == null) {
            if (binding == Binding.OBJECT) {
                statement.setObject(index, null);
            } else {
                statement.setNull(index, Types.NULL);
            }
        } else if (binding == Binding.STRING) {
            statement.setString(index, asString());
        } else if (binding == Binding.OBJECT) {
            statement.setObject(index, value);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof Double number) {
            statement.setDouble(index, number);
        } else if (value instanceof LocalDateTime time) {
            statement.setTimestamp(index, Timestamp.valueOf(time));
        } else if (value instanceof LocalDate date) {
            statement.setDate(index, Date.valueOf(date));
        } else if (value instanceof Boolean truth) {
            statement.setBoolean(index, truth);
        } else {
            statement.setObject(index, value);
        }
    }

    @Override
    public boolean mentionsColumn() {
        return false;
    }

    @Override
    public Stream<Expression> smaller() {
        return binding == Binding.NONE ? Stream.of() : Stream.of(bound(Binding.NONE));
    }
}
