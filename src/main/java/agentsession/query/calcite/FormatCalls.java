package agentsession.query.calcite;

import agentsession.query.function.FormatFunction;
import java.util.List;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.MemberDeclaration;
import org.apache.calcite.linq4j.tree.NewExpression;
import org.apache.calcite.linq4j.tree.Shuttle;
import org.apache.calcite.runtime.SqlFunctions;
import org.jspecify.annotations.Nullable;

/**
 * Makes the generated code of a plan use {@link FormatFunction}. That of Calcite leaves its work space in a thread-local of
 * each thread that formats a time, and with it the class loader of the driver.
 *
 * <p>Calcite: not reported.
 */
public final class FormatCalls extends Shuttle {
    @Override
    public Expression visit(
            NewExpression created, List<Expression> arguments, @Nullable List<MemberDeclaration> members) {
        return created.type == SqlFunctions.DateFormatFunction.class
                ? Expressions.new_(FormatFunction.class)
                : super.visit(created, arguments, members);
    }
}
