package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/** A query. */
sealed interface Query extends Node permits Select, SetOperation, With {
    /** The names and types of its columns. */
    List<Item> items();

    /** Whether its rows are ordered. */
    boolean isOrdered();

    /** Its approximate maximum number of rows. */
    int size();

    @Override
    Stream<Query> smaller();

    default List<Type> types() {
        return items().stream().map(item -> item.expression().type()).toList();
    }
}
