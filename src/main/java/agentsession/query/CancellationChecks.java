package agentsession.query;

import agentsession.adapter.PlanCode;
import agentsession.adapter.QueryRun;
import agentsession.concurrent.CancellationToken;
import agentsession.query.calcite.DeferredConstants;
import agentsession.query.calcite.FormatCalls;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockStatement;
import org.apache.calcite.linq4j.tree.DeclarationStatement;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.ForStatement;
import org.apache.calcite.linq4j.tree.FunctionExpression;
import org.apache.calcite.linq4j.tree.MemberDeclaration;
import org.apache.calcite.linq4j.tree.MethodDeclaration;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Shuttle;
import org.apache.calcite.linq4j.tree.Statement;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.linq4j.tree.WhileStatement;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.jspecify.annotations.Nullable;

/**
 * Adds checks of the {@link CancellationToken} to the generated code of a plan: in each iteration of a loop, each function,
 * each comparison and each step of an enumerator. They are for joins, windows and sorts, since scans have their own checks.
 * Between calls of generated code, Calcite's classes do at most one pass over the rows in memory.
 */
final class CancellationChecks extends SingleRel implements EnumerableRel {
    private static final Method TOKEN_OF = Types.lookupMethod(QueryRun.class, "token", DataContext.class);
    private static final ParameterExpression TOKEN =
            Expressions.parameter(CancellationToken.class, "cancellationToken");
    private static final Statement CHECK = Expressions.statement(
            Expressions.call(TOKEN, Types.lookupMethod(CancellationToken.class, "throwIfCancelled")));

    CancellationChecks(EnumerableRel input) {
        super(input.getCluster(), input.getTraitSet(), input);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new CancellationChecks((EnumerableRel) inputs.get(0));
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        Result plan = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preference);
        Statement token =
                Expressions.declare(Modifier.FINAL, TOKEN, Expressions.call(TOKEN_OF, implementor.getRootExpression()));
        return new Result(
                PlanCode.prepend(
                        token,
                        plan.block
                                .accept(new DeferredConstants())
                                .accept(new FormatCalls())
                                .accept(new Insertion())),
                plan.physType,
                plan.format);
    }

    private static final class Insertion extends Shuttle {
        /** The methods that are called for each row, except for close, which must not fail. */
        private static final Set<String> METHODS = Set.of("compare", "moveNext");

        @Override
        public Statement visit(WhileStatement loop, Expression condition, Statement body) {
            return super.visit(loop, condition, PlanCode.prepend(CHECK, body));
        }

        @Override
        public ForStatement visit(
                ForStatement loop,
                List<DeclarationStatement> declarations,
                @Nullable Expression condition,
                @Nullable Expression post,
                Statement body) {
            return super.visit(loop, declarations, condition, post, PlanCode.prepend(CHECK, body));
        }

        /** Preserves the type of the function, which the superclass infers from the number of parameters. */
        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // as in the superclass
        public Expression visit(FunctionExpression function, @Nullable BlockStatement body) {
            return body == null
                    ? function
                    : new FunctionExpression(
                            Types.toClass(function.getType()), PlanCode.prepend(CHECK, body), function.parameterList);
        }

        @Override
        public MemberDeclaration visit(MethodDeclaration method, BlockStatement body) {
            return super.visit(method, METHODS.contains(method.name) ? PlanCode.prepend(CHECK, body) : body);
        }
    }
}
