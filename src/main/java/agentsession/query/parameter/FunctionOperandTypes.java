package agentsession.query.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.CompositeOperandTypeChecker;
import org.apache.calcite.sql.type.ImplicitCastOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.jspecify.annotations.Nullable;

/** The operand types of functions and operators, according to Calcite's operator tables. */
final class FunctionOperandTypes {
    /** Functions whose operand checkers do not expose types. */
    private static final Map<String, List<SqlTypeFamily>> FAMILIES = Map.of(
            "SUM", List.of(SqlTypeFamily.NUMERIC),
            "AVG", List.of(SqlTypeFamily.NUMERIC),
            "SUBSTRING", List.of(SqlTypeFamily.STRING, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER));

    private final SqlValidatorImpl validator;

    FunctionOperandTypes(SqlValidatorImpl validator) {
        this.validator = validator;
    }

    /** The type family of an operand, by its index from 0; ANY if it is not declared. */
    SqlTypeFamily of(SqlCall call, int index) {
        for (SqlOperator operator : operators(call)) {
            SqlTypeFamily family = family(operator, call.operandCount(), index);
            if (family != null) {
                return family;
            }
        }
        return SqlTypeFamily.ANY;
    }

    /** The candidate operators of a call that is not resolved yet. */
    private List<SqlOperator> operators(SqlCall call) {
        SqlOperator operator = call.getOperator();
        if (!(operator instanceof SqlFunction function) || operator.getOperandTypeChecker() != null) {
            return List.of(operator);
        }
        List<SqlOperator> found = new ArrayList<>();
        validator
                .getOperatorTable()
                .lookupOperatorOverloads(
                        function.getNameAsId(),
                        null,
                        SqlSyntax.FUNCTION,
                        found,
                        validator.getCatalogReader().nameMatcher());
        return found;
    }

    private static @Nullable SqlTypeFamily family(SqlOperator operator, int count, int index) {
        List<SqlTypeFamily> families = FAMILIES.get(operator.getName());
        if (families != null) {
            return index < families.size() ? families.get(index) : null;
        }
        SqlOperandTypeChecker checker = operator.getOperandTypeChecker();
        return checker == null ? null : family(checker, count, index);
    }

    private static @Nullable SqlTypeFamily family(SqlOperandTypeChecker checker, int count, int index) {
        if (checker instanceof ImplicitCastOperandTypeChecker operands) {
            return checker.getOperandCountRange().isValidCount(count) ? operands.getOperandSqlTypeFamily(index) : null;
        }
        if (!(checker instanceof CompositeOperandTypeChecker composite)) {
            return null;
        }
        List<? extends SqlOperandTypeChecker> rules = composite.getRules();
        if (rules.size() == 1) {
            return family(rules.get(0), 1, 0);
        }
        if (isSequence(composite)) {
            return index < rules.size() ? family(rules.get(index), 1, 0) : null;
        }
        for (SqlOperandTypeChecker rule : rules) {
            SqlTypeFamily family = family(rule, count, index);
            if (family != null && family != SqlTypeFamily.ANY) {
                return family;
            }
        }
        return null;
    }

    /** Whether there is one rule for each operand; Calcite does not expose how it composes them. */
    private static boolean isSequence(CompositeOperandTypeChecker composite) {
        return composite
                        .getOperandCountRange()
                        .isValidCount(composite.getRules().size())
                && composite.getRules().stream()
                        .allMatch(rule -> rule.getOperandCountRange().isValidCount(1));
    }
}
