package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/** A query. */
sealed interface Query extends Node permits Select, SetOperation, With {
    /** The names and types of its columns. */
    List<Item> items();

    /** Whether the order of its rows is part of its answer. */
    boolean isOrdered();

    /** As many rows as it has at most, or about. */
    int size();

    @Override
    Stream<Query> smaller();

    default List<Type> types() {
        return items().stream().map(item -> item.expression().type()).toList();
    }
}
