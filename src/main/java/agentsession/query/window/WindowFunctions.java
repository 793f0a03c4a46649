package agentsession.query.window;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLeadLagAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * The pure window functions. Calcite's functions of these names are NOT NULL even if they may be NULL, require ORDER BY and
 * reject a frame, which a window shared by several functions may have; NTILE requires a literal.
 *
 * <p>Calcite: not reported.
 */
public final class WindowFunctions {
    private static final List<SqlAggFunction> ALL = List.of(
            new Function(SqlKind.ROW_NUMBER, ReturnTypes.BIGINT, OperandTypes.NILADIC, false),
            new Function(SqlKind.RANK, ReturnTypes.BIGINT, OperandTypes.NILADIC, false),
            new Function(SqlKind.DENSE_RANK, ReturnTypes.BIGINT, OperandTypes.NILADIC, false),
            new Function(SqlKind.PERCENT_RANK, ReturnTypes.DOUBLE, OperandTypes.NILADIC, false),
            new Function(SqlKind.CUME_DIST, ReturnTypes.DOUBLE, OperandTypes.NILADIC, false),
            new Function(SqlKind.NTILE, ReturnTypes.BIGINT_NULLABLE, OperandTypes.INTEGER, false),
            leadLag(SqlKind.LAG),
            leadLag(SqlKind.LEAD),
            new Function(SqlKind.FIRST_VALUE, ReturnTypes.ARG0_FORCE_NULLABLE, OperandTypes.ANY, true),
            new Function(SqlKind.LAST_VALUE, ReturnTypes.ARG0_FORCE_NULLABLE, OperandTypes.ANY, true),
            new Function(
                    SqlKind.NTH_VALUE,
                    ReturnTypes.ARG0_FORCE_NULLABLE,
                    OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.INTEGER),
                    true));

    private WindowFunctions() {}

    /** Replaces the functions of the same name in a table. */
    public static SqlOperatorTable replaceIn(SqlOperatorTable table) {
        SqlOperatorTable own = SqlOperatorTables.of(ALL);
        return new SqlOperatorTable() {
            @Override
            public void lookupOperatorOverloads(
                    SqlIdentifier name,
                    @Nullable SqlFunctionCategory category,
                    SqlSyntax syntax,
                    List<SqlOperator> found,
                    SqlNameMatcher names) {
                int before = found.size();
                own.lookupOperatorOverloads(name, category, syntax, found, names);
                if (found.size() == before) {
                    table.lookupOperatorOverloads(name, category, syntax, found, names);
                }
            }

            @Override
            public List<SqlOperator> getOperatorList() {
                return Stream.concat(own.getOperatorList().stream(), table.getOperatorList().stream())
                        .toList();
            }
        };
    }

    /** LAG and LEAD: the result type is the common type of the value and the default. */
    private static SqlAggFunction leadLag(SqlKind kind) {
        return new Function(
                kind,
                ((SqlReturnTypeInference) WindowFunctions::valueOrDefault).andThen(SqlTypeTransforms.FORCE_NULLABLE),
                new SqlLeadLagAggFunction(kind).getOperandTypeChecker(),
                true);
    }

    private static RelDataType valueOrDefault(SqlOperatorBinding call) {
        RelDataType value = call.getOperandType(0);
        return call.getOperandCount() < 3
                ? value
                : call.getTypeFactory().leastRestrictive(List.of(value, call.getOperandType(2)));
    }

    private static final class Function extends SqlAggFunction {
        private final boolean allowsNullTreatment;

        Function(
                SqlKind kind,
                SqlReturnTypeInference type,
                SqlOperandTypeChecker operands,
                boolean allowsNullTreatment) {
            super(
                    kind.name(),
                    null,
                    kind,
                    type,
                    null,
                    operands,
                    SqlFunctionCategory.NUMERIC,
                    false,
                    true,
                    Optionality.FORBIDDEN);
            this.allowsNullTreatment = allowsNullTreatment;
        }

        @Override
        public boolean allowsFraming() {
            return true;
        }

        @Override
        public boolean allowsNullTreatment() {
            return allowsNullTreatment;
        }
    }
}
