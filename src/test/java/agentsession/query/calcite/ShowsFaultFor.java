package agentsession.query.calcite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test that shows a fault of Calcite without the workaround, and fails once Calcite fixes it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface ShowsFaultFor {
    Class<?> value();
}
