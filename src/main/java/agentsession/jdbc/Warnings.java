package agentsession.jdbc;

import agentsession.error.SqlState;
import java.sql.SQLWarning;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A growing list of warnings as a JDBC chain that can be cleared. */
final class Warnings {
    private final Supplier<List<String>> messages;
    private @Nullable SQLWarning first;
    private int taken;

    Warnings(Supplier<List<String>> messages) {
        this.messages = messages;
    }

    static Warnings none() {
        return new Warnings(List::of);
    }

    synchronized void add(String message) {
        SQLWarning warning = new SQLWarning(message, SqlState.WARNING.code());
        if (first == null) {
            first = warning;
        } else {
            first.setNextWarning(warning);
        }
    }

    /** The oldest warning that was not cleared, followed by the others. */
    synchronized @Nullable SQLWarning chain() {
        List<String> all = messages.get();
        for (; taken < all.size(); taken++) {
            add(all.get(taken));
        }
        return first;
    }

    synchronized void clear() {
        taken = messages.get().size();
        first = null;
    }
}
