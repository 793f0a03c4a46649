package agentsession.query;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Lists the constructs of a query that are the likely reason why it is not supported. */
final class UnsupportedConstructs extends SqlBasicVisitor<Void> {
    private enum Construct {
        LATERAL("LATERAL"),
        UNNEST("UNNEST"),
        MATCH("MATCH_RECOGNIZE"),
        PIVOT("PIVOT and UNPIVOT"),
        RECURSION("WITH RECURSIVE"),
        WINDOW("window functions"),
        GROUPING_SETS("grouping sets"),
        SUB_QUERY("sub-queries within expressions"),
        NATURAL_JOIN("joins with USING"),
        OUTER_JOIN("outer joins"),
        COLLECTION("arrays, rows and multisets"),
        UNIT("units of time"),
        INTERVAL("intervals"),
        PARAMETER("parameters (?)");

        private final String displayName;

        Construct(String displayName) {
            this.displayName = displayName;
        }
    }

    private static final Map<SqlKind, Construct> KINDS = Map.ofEntries(
            Map.entry(SqlKind.LATERAL, Construct.LATERAL),
            Map.entry(SqlKind.UNNEST, Construct.UNNEST),
            Map.entry(SqlKind.MATCH_RECOGNIZE, Construct.MATCH),
            Map.entry(SqlKind.PIVOT, Construct.PIVOT),
            Map.entry(SqlKind.UNPIVOT, Construct.PIVOT),
            Map.entry(SqlKind.OVER, Construct.WINDOW),
            Map.entry(SqlKind.GROUPING_SETS, Construct.GROUPING_SETS),
            Map.entry(SqlKind.ROLLUP, Construct.GROUPING_SETS),
            Map.entry(SqlKind.CUBE, Construct.GROUPING_SETS),
            Map.entry(SqlKind.ARRAY_VALUE_CONSTRUCTOR, Construct.COLLECTION),
            Map.entry(SqlKind.MULTISET_VALUE_CONSTRUCTOR, Construct.COLLECTION),
            Map.entry(SqlKind.ROW, Construct.COLLECTION));

    /** The nodes whose operands may be queries that are not part of an expression. */
    private static final Set<SqlKind> QUERY_CONTAINERS = EnumSet.of(
            SqlKind.AS,
            SqlKind.JOIN,
            SqlKind.LATERAL,
            SqlKind.WITH,
            SqlKind.WITH_ITEM,
            SqlKind.SELECT,
            SqlKind.ORDER_BY,
            SqlKind.UNION,
            SqlKind.INTERSECT,
            SqlKind.EXCEPT,
            SqlKind.EXPLAIN);

    private final Set<Construct> found = EnumSet.noneOf(Construct.class);

    private UnsupportedConstructs() {}

    /** The constructs of a query, separated by commas; empty if it has none. */
    static String of(SqlNode query) {
        UnsupportedConstructs constructs = new UnsupportedConstructs();
        query.accept(constructs);
        return constructs.found.stream().map(construct -> construct.displayName).collect(Collectors.joining(", "));
    }

    @Override
    public Void visit(SqlCall call) {
        Construct construct = KINDS.get(call.getKind());
        if (construct != null) {
            found.add(construct);
        }
        if (call instanceof SqlJoin join) {
            if (join.getJoinType().generatesNullsOnLeft() || join.getJoinType().generatesNullsOnRight()) {
                found.add(Construct.OUTER_JOIN);
            }
            if (join.isNatural() || join.getConditionType() == JoinConditionType.USING) {
                found.add(Construct.NATURAL_JOIN);
            }
        }
        boolean expression = !QUERY_CONTAINERS.contains(call.getKind());
        for (SqlNode operand : call.getOperandList()) {
            if (operand != null && expression && operand.isA(SqlKind.QUERY)) {
                found.add(Construct.SUB_QUERY);
            }
        }
        return super.visit(call);
    }

    @Override
    public Void visit(SqlLiteral literal) {
        if (literal instanceof SqlIntervalLiteral) {
            found.add(Construct.INTERVAL);
        }
        return super.visit(literal);
    }

    @Override
    public Void visit(SqlIntervalQualifier unit) {
        found.add(Construct.UNIT);
        return super.visit(unit);
    }

    @Override
    public Void visit(SqlDynamicParam parameter) {
        found.add(Construct.PARAMETER);
        return super.visit(parameter);
    }
}
