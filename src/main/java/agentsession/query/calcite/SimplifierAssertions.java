package agentsession.query.calcite;

import java.util.Objects;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rex.RexSimplify;

/**
 * Switches assertions of Calcite off, by which queries fail in an application that runs with {@code -ea}. {@link
 * RexSimplify} asserts of calls whose operands it has simplified what was true before; {@link Calc} asserts that a program
 * has no expression left that nothing uses, which there is where the branches of a CASE are equal.
 *
 * <p>Calcite: not reported.
 */
public final class SimplifierAssertions {
    private SimplifierAssertions() {}

    /** Switches them off; this has an effect before the class is first used. */
    public static void switchOff() {
        ClassLoader loader = Objects.requireNonNull(SimplifierAssertions.class.getClassLoader());
        loader.setClassAssertionStatus(RexSimplify.class.getName(), false);
        loader.setClassAssertionStatus(Calc.class.getName(), false);
    }
}
