package agentsession.query.calcite;

import java.util.Objects;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rex.RexSimplify;

/**
 * Disables assertions of Calcite that make queries fail in an application that runs with {@code -ea}. {@link
 * RexSimplify} asserts properties of calls that no longer hold once it has simplified their operands; {@link Calc}
 * asserts that a program has no unused expression, which is not so if the branches of a CASE are equal.
 *
 * <p>Calcite: not reported.
 */
public final class SimplifierAssertions {
    private SimplifierAssertions() {}

    /** Disables the assertions; has no effect on a class that is already initialized. */
    public static void switchOff() {
        ClassLoader loader = Objects.requireNonNull(SimplifierAssertions.class.getClassLoader());
        loader.setClassAssertionStatus(RexSimplify.class.getName(), false);
        loader.setClassAssertionStatus(Calc.class.getName(), false);
    }
}
