package agentsession.query.calcite;

import java.util.Objects;
import org.apache.calcite.rex.RexSimplify;

/**
 * Switches the assertions of {@link RexSimplify} off. It asserts of calls whose operands it has simplified what was true
 * before, so that queries fail in an application that runs with {@code -ea}.
 *
 * <p>Calcite: not reported.
 */
public final class SimplifierAssertions {
    private SimplifierAssertions() {}

    /** Switches them off; this has an effect before the class is first used. */
    public static void switchOff() {
        Objects.requireNonNull(SimplifierAssertions.class.getClassLoader())
                .setClassAssertionStatus(RexSimplify.class.getName(), false);
    }
}
