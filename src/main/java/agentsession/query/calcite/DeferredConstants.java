package agentsession.query.calcite;

import java.lang.reflect.Modifier;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.FieldDeclaration;
import org.apache.calcite.linq4j.tree.MemberDeclaration;
import org.apache.calcite.linq4j.tree.Shuttle;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates constant expressions such as {@code 1 / 0} on each execution. Calcite evaluates them in static
 * initializers, and after the first failure Java reports only that the class could not be initialized.
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
