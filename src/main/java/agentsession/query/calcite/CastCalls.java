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
 * Rewrites casts that Calcite evaluates differently: it truncates a number that a database rounds, may cut a surrogate
 * pair in two, parses one form of dates and times only, and drops fractions of a second.
 *
 * <p>Calcite: not reported.
 */
final class CastCalls {
    private static final StrictFunction PARSE_DATE =
            StrictFunction.of("CAST", TimeFunctions.class, "date", String.class);
    private static final StrictFunction PARSE_TIME =
            StrictFunction.of("CAST", TimeFunctions.class, "time", String.class, int.class);
    private static final StrictFunction PARSE_TIMESTAMP =
            StrictFunction.of("CAST", TimeFunctions.class, "timestamp", String.class, int.class);

    private final RexBuilder rexBuilder;

    CastCalls(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /** Rewrites a cast of a decimal or double to an integer, which rounds; returns any other cast unchanged. */
    RexNode toInteger(RexCall cast) {
        Class<?> from = javaClass(cast.operands.get(0).getType());
        String method = integerMethod(cast.getType());
        return from == null || method == null
                ? cast
                : rexBuilder.makeCall(
                        cast.getType(), StrictFunction.of("CAST", NumberFunctions.class, method, from), cast.operands);
    }

    private static @Nullable Class<?> javaClass(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case DECIMAL -> BigDecimal.class;
            case REAL, FLOAT, DOUBLE -> double.class;
            default -> null;
        };
    }

    private static @Nullable String integerMethod(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT -> "toByte";
            case SMALLINT -> "toShort";
            case INTEGER -> "toInt";
            case BIGINT -> "toLong";
            default -> null;
        };
    }

    /** Rewrites a cast to a shorter VARCHAR or to CHAR; returns any other cast unchanged. */
    RexNode toCharacterType(RexCall cast) {
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

    /**
     * Rewrites a cast of a string to a date or time, which accepts more forms than Calcite; empty for any other cast.
     */
    Optional<RexNode> toDateTime(RexCall cast) {
        RelDataType type = cast.getType();
        RexNode string = cast.operands.get(0);
        if (cast.operands.size() > 1
                || !SqlTypeName.CHAR_TYPES.contains(string.getType().getSqlTypeName())) {
            return Optional.empty();
        }
        String literal = string instanceof RexLiteral known ? known.getValueAs(String.class) : null;
        if (literal != null) {
            return dateTimeLiteral(literal, type);
        }
        return switch (type.getSqlTypeName()) {
            case DATE -> Optional.of(rexBuilder.makeCall(type, PARSE_DATE, List.of(string)));
            case TIME -> Optional.of(rexBuilder.makeCall(type, PARSE_TIME, withPrecision(string, type)));
            case TIMESTAMP -> Optional.of(rexBuilder.makeCall(type, PARSE_TIMESTAMP, withPrecision(string, type)));
            default -> Optional.empty();
        };
    }

    private List<RexNode> withPrecision(RexNode string, RelDataType type) {
        return List.of(string, integer(type.getPrecision()));
    }

    private Optional<RexNode> dateTimeLiteral(String string, RelDataType type) {
        int precision = type.getPrecision();
        return switch (type.getSqlTypeName()) {
            case DATE ->
                Optional.of(rexBuilder.makeDateLiteral(DateString.fromDaysSinceEpoch(TimeFunctions.date(string))));
            case TIME ->
                Optional.of(rexBuilder.makeTimeLiteral(
                        TimeString.fromMillisOfDay(TimeFunctions.time(string, precision)), precision));
            case TIMESTAMP ->
                Optional.of(rexBuilder.makeTimestampLiteral(
                        TimestampString.fromMillisSinceEpoch(TimeFunctions.timestamp(string, precision)), precision));
            default -> Optional.empty();
        };
    }

    /** Rewrites a cast of a time with fractional seconds to a string; returns any other cast unchanged. */
    RexNode dateTimeToString(RexCall cast) {
        RelDataType from = cast.operands.get(0).getType();
        boolean timestamp = from.getSqlTypeName() == SqlTypeName.TIMESTAMP;
        boolean time = from.getSqlTypeName() == SqlTypeName.TIME;
        if ((!timestamp && !time)
                || from.getPrecision() <= 0
                || !SqlTypeName.CHAR_TYPES.contains(cast.getType().getSqlTypeName())) {
            return cast;
        }
        RelDataType string = nullableAs(SqlTypeName.VARCHAR, cast.operands.get(0));
        StrictFunction function = timestamp
                ? StrictFunction.of("TEXT", TimeFunctions.class, "formatTimestamp", long.class)
                : StrictFunction.of("TEXT", TimeFunctions.class, "formatTime", int.class);
        RexNode formatted = rexBuilder.makeCall(string, function, cast.operands);
        return cast.getType().getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
                        && cast.getType().getSqlTypeName() == SqlTypeName.VARCHAR
                ? formatted
                : toCharacterType((RexCall) rexBuilder.makeAbstractCast(cast.getType(), formatted, false));
    }

    /** Casts a node to a type, which is nullable if the node is. */
    RexNode as(SqlTypeName type, RexNode node) {
        if (node.getType().getSqlTypeName() == type) {
            return node;
        }
        return rexBuilder.makeCast(nullableAs(type, node), node) instanceof RexCall cast
                ? toInteger(cast)
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
