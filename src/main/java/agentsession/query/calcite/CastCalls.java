package agentsession.query.calcite;

import agentsession.query.function.NumberFunctions;
import agentsession.query.function.StrictFunction;
import agentsession.query.function.StringFunctions;
import agentsession.query.function.TimeFunctions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Casts that lose something: Calcite cuts what a database rounds, and a character in two.
 *
 * <p>Calcite: not reported.
 */
final class CastCalls {
    private static final StrictFunction DATE_OF_TEXT =
            StrictFunction.of("CAST", TimeFunctions.class, "date", String.class);
    private static final StrictFunction TIME_OF_TEXT =
            StrictFunction.of("CAST", TimeFunctions.class, "time", String.class, int.class);
    private static final StrictFunction TIMESTAMP_OF_TEXT =
            StrictFunction.of("CAST", TimeFunctions.class, "timestamp", String.class, int.class);

    private final RexBuilder rexBuilder;

    CastCalls(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /** A decimal or double as an integer; any other cast as it is. */
    RexNode whole(RexCall cast) {
        Class<?> from = fraction(cast.operands.get(0).getType());
        String method = integer(cast.getType());
        return from == null || method == null
                ? cast
                : rexBuilder.makeCall(
                        cast.getType(), StrictFunction.of("CAST", NumberFunctions.class, method, from), cast.operands);
    }

    private static @Nullable Class<?> fraction(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case DECIMAL -> BigDecimal.class;
            case REAL, FLOAT, DOUBLE -> double.class;
            default -> null;
        };
    }

    private static @Nullable String integer(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT -> "toByte";
            case SMALLINT -> "toShort";
            case INTEGER -> "toInt";
            case BIGINT -> "toLong";
            default -> null;
        };
    }

    /** Text as shorter text, or of a fixed length; any other cast as it is. */
    RexNode cut(RexCall cast) {
        RelDataType from = cast.operands.get(0).getType();
        RelDataType to = cast.getType();
        boolean fixed = to.getSqlTypeName() == SqlTypeName.CHAR;
        boolean fits = fixed
                ? from.getSqlTypeName() == SqlTypeName.CHAR && from.getPrecision() == to.getPrecision()
                : from.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
                        && from.getPrecision() <= to.getPrecision();
        return !SqlTypeName.CHAR_TYPES.contains(from.getSqlTypeName())
                        || !SqlTypeName.CHAR_TYPES.contains(to.getSqlTypeName())
                        || to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
                        || fits
                ? cast
                : rexBuilder.makeCall(
                        to,
                        StrictFunction.of(
                                "CAST",
                                StringFunctions.class,
                                fixed ? "toFixedLength" : "truncate",
                                String.class,
                                int.class),
                        List.of(cast.operands.get(0), integer(to.getPrecision())));
    }

    /** Text as a time, written as people and tools write it: Calcite takes one form, and cuts fractions off. */
    Optional<RexNode> time(RexCall cast) {
        RelDataType type = cast.getType();
        RexNode text = cast.operands.get(0);
        if (cast.operands.size() > 1
                || !SqlTypeName.CHAR_TYPES.contains(text.getType().getSqlTypeName())) {
            return Optional.empty();
        }
        String literal = text instanceof RexLiteral known ? known.getValueAs(String.class) : null;
        if (literal != null) {
            return timeLiteral(literal, type);
        }
        return switch (type.getSqlTypeName()) {
            case DATE -> Optional.of(rexBuilder.makeCall(type, DATE_OF_TEXT, List.of(text)));
            case TIME -> Optional.of(rexBuilder.makeCall(type, TIME_OF_TEXT, withPrecision(text, type)));
            case TIMESTAMP -> Optional.of(rexBuilder.makeCall(type, TIMESTAMP_OF_TEXT, withPrecision(text, type)));
            default -> Optional.empty();
        };
    }

    private List<RexNode> withPrecision(RexNode text, RelDataType type) {
        return List.of(text, integer(type.getPrecision()));
    }

    private Optional<RexNode> timeLiteral(String text, RelDataType type) {
        int precision = type.getPrecision();
        return switch (type.getSqlTypeName()) {
            case DATE ->
                Optional.of(rexBuilder.makeDateLiteral(DateString.fromDaysSinceEpoch(TimeFunctions.date(text))));
            case TIME ->
                Optional.of(rexBuilder.makeTimeLiteral(
                        TimeString.fromMillisOfDay(TimeFunctions.time(text, precision)), precision));
            case TIMESTAMP ->
                Optional.of(rexBuilder.makeTimestampLiteral(
                        TimestampString.fromMillisSinceEpoch(TimeFunctions.timestamp(text, precision)), precision));
            default -> Optional.empty();
        };
    }

    /** A time with a fraction of a second as text, which shows it; any other cast as it is. */
    RexNode timeText(RexCall cast) {
        RelDataType from = cast.operands.get(0).getType();
        boolean timestamp = from.getSqlTypeName() == SqlTypeName.TIMESTAMP;
        boolean time = from.getSqlTypeName() == SqlTypeName.TIME;
        if ((!timestamp && !time)
                || from.getPrecision() <= 0
                || !SqlTypeName.CHAR_TYPES.contains(cast.getType().getSqlTypeName())) {
            return cast;
        }
        RelDataType text = nullableAs(SqlTypeName.VARCHAR, cast.operands.get(0));
        StrictFunction function = timestamp
                ? StrictFunction.of("TEXT", TimeFunctions.class, "formatTimestamp", long.class)
                : StrictFunction.of("TEXT", TimeFunctions.class, "formatTime", int.class);
        RexNode shown = rexBuilder.makeCall(text, function, cast.operands);
        return cast.getType().getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
                        && cast.getType().getSqlTypeName() == SqlTypeName.VARCHAR
                ? shown
                : cut((RexCall) rexBuilder.makeAbstractCast(cast.getType(), shown, false));
    }

    /** What may be NULL where the node may. */
    RexNode as(SqlTypeName type, RexNode node) {
        if (node.getType().getSqlTypeName() == type) {
            return node;
        }
        return rexBuilder.makeCast(nullableAs(type, node), node) instanceof RexCall cast
                ? whole(cast)
                : rexBuilder.makeCast(nullableAs(type, node), node);
    }

    RelDataType nullableAs(SqlTypeName type, RexNode node) {
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        return types.createTypeWithNullability(
                types.createSqlType(type), node.getType().isNullable());
    }

    RexNode integer(int value) {
        return rexBuilder.makeExactLiteral(
                BigDecimal.valueOf(value), rexBuilder.getTypeFactory().createSqlType(SqlTypeName.INTEGER));
    }
}
