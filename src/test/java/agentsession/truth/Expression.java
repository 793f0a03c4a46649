package agentsession.truth;

import java.util.stream.Stream;

/** An expression of a known type. */
sealed interface Expression extends Node permits Literal, Column, Call {
    Type type();

    /** Whether it depends on the row. */
    boolean mentionsColumn();

    @Override
    Stream<Expression> smaller();
}
