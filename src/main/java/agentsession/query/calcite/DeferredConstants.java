package agentsession.query.calcite;

import java.lang.reflect.Modifier;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.FieldDeclaration;
import org.apache.calcite.linq4j.tree.MemberDeclaration;
import org.apache.calcite.linq4j.tree.Shuttle;
import org.jspecify.annotations.Nullable;

/**
 * Works constants such as {@code 1 / 0} out in each run. Calcite does so when the plan's classes are loaded, and a class
 * that could not be loaded once says of every later run no more than that.
 *
 * <p>Calcite: not reported.
 */
public final class DeferredConstants extends Shuttle {
    @Override
    public MemberDeclaration visit(FieldDeclaration field, @Nullable Expression initializer) {
        return initializer == null || !Modifier.isStatic(field.modifier)
                ? super.visit(field, initializer)
                : Expressions.fieldDecl(field.modifier & ~Modifier.STATIC, field.parameter, initializer);
    }
}
