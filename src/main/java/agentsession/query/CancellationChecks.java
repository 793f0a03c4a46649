package agentsession.query;

import agentsession.adapter.QueryRun;
import agentsession.concurrent.CancellationToken;
import agentsession.query.calcite.DeferredConstants;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockStatement;
import org.apache.calcite.linq4j.tree.Blocks;
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
 * Adds checks of the {@link CancellationToken} to the code of a plan: in each iteration of a loop, each function, each
 * comparison and each step of an enumerator. Scans check by themselves; this is for the joins, windows and sorts above
 * them. Calcite's own classes do no more without a call of the plan's code than pass over rows in memory once.
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
                before(plan.block.accept(new DeferredConstants()).accept(new Insertion()), token),
                plan.physType,
                plan.format);
    }

    private static BlockStatement before(Statement code, Statement first) {
        List<Statement> statements = new ArrayList<>();
        statements.add(first);
        statements.addAll(Blocks.toBlock(code).statements);
        return Expressions.block(statements);
    }

    private static final class Insertion extends Shuttle {
        /** The methods that are called for each row; close is none of them, since it may not fail. */
        private static final Set<String> METHODS = Set.of("compare", "moveNext");

        @Override
        public Statement visit(WhileStatement loop, Expression condition, Statement body) {
            return super.visit(loop, condition, before(body, CHECK));
        }

        @Override
        public ForStatement visit(
                ForStatement loop,
                List<DeclarationStatement> declarations,
                @Nullable Expression condition,
                @Nullable Expression post,
                Statement body) {
            return super.visit(loop, declarations, condition, post, before(body, CHECK));
        }

        /** Keeps the type of the function, which the superclass guesses from the number of its parameters. */
        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // the superclass says it so
        public Expression visit(FunctionExpression function, @Nullable BlockStatement body) {
            return body == null
                    ? function
                    : new FunctionExpression(
                            Types.toClass(function.getType()), before(body, CHECK), function.parameterList);
        }

        @Override
        public MemberDeclaration visit(MethodDeclaration method, BlockStatement body) {
            return super.visit(method, METHODS.contains(method.name) ? before(body, CHECK) : body);
        }
    }
}
