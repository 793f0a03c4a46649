package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/** A table expression in FROM. */
sealed interface Relation extends Node permits NamedTable, ValuesTable, Derived, Join {
    /** Its columns that are used. */
    List<Column> columns();

    /** The qualifier of its columns, if it is one table. */
    String alias();

    /** Its key: rows with equal values are equal. */
    List<Column> key();

    /** Its approximate number of rows, to limit the size of queries. */
    int size();

    @Override
    Stream<Relation> smaller();
}
