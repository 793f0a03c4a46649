package agentsession.query.calcite;

import agentsession.query.tree.SqlCasts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Casts NULL literals that are arguments of functions, as in {@code ABS(NULL)}. Calcite fails without a type.
 *
 * <p>Calcite: CALCITE-2921.
 */
final class UntypedNulls {
    private static final Map<String, SqlTypeName> TYPES = Stream.of(
                    types(
                            SqlTypeName.INTEGER,
                            "ABS AVG MAX MIN MOD % ROUND SIGN STDDEV STDDEV_POP STDDEV_SAMP SUBSTR SUM TRUNC TRUNCATE"
                                    + " VARIANCE VAR_POP VAR_SAMP"),
                    types(
                            SqlTypeName.TIMESTAMP,
                            "DATEPART DATE_PART DATE_TRUNC DAYNAME DAYOFMONTH DAYOFWEEK DAYOFYEAR EXTRACT HOUR LAST_DAY MINUTE MONTH"
                                    + " MONTHNAME QUARTER SECOND WEEK YEAR"))
            .flatMap(map -> map.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private UntypedNulls() {}

    private static Map<String, SqlTypeName> types(SqlTypeName type, String names) {
        return Stream.of(names.split(" ")).collect(Collectors.toMap(name -> name, name -> type));
    }

    /** Returns the call with casts around its NULL literals. */
    static SqlBasicCall typed(SqlBasicCall call) {
        SqlTypeName type = TYPES.get(call.getOperator().getName().toUpperCase(Locale.ROOT));
        if (type == null || call.getOperandList().stream().noneMatch(UntypedNulls::isNull)) {
            return call;
        }
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(isNull(operand) ? SqlCasts.cast(operand.getParserPosition(), operand, type) : operand);
        }
        return (SqlBasicCall) call.getOperator()
                .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands.toArray(SqlNode[]::new));
    }

    private static boolean isNull(SqlNode node) {
        return SqlUtil.isNullLiteral(node, false);
    }
}
