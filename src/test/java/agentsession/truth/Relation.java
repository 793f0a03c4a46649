package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/** What stands in FROM. */
sealed interface Relation extends Node permits NamedTable, ValuesTable, Derived, Join {
    /** Its columns, as far as they are used. */
    List<Column> columns();

    /** What its columns are qualified with, if it is one table. */
    String alias();

    /** Columns that say which row it is; rows that are alike in them are alike altogether. */
    List<Column> key();

    /** About how many rows it has, for queries not to grow without end. */
    int size();

    @Override
    Stream<Relation> smaller();
}
