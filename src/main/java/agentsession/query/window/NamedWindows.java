package agentsession.query.window;

import agentsession.query.tree.SqlCopy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * The named windows of a query that are inlined: those with a function (which may be an aggregate), IN or a sub-query,
 * which Calcite does not find in a WINDOW clause; and duplicates.
 *
 * <p>Calcite: not reported.
 */
final class NamedWindows {
    private static final int WINDOWS_OF_SELECT = 6;
    private static final int NAME_OF_WINDOW = 0;

    private final Map<String, SqlWindow> windows = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private NamedWindows() {}

    static NamedWindows of(SqlSelect select) {
        NamedWindows named = new NamedWindows();
        if (select.getWindowList().isEmpty()) {
            return named;
        }
        Contents query = Contents.of(select);
        for (SqlNode node : select.getWindowList()) {
            SqlWindow window = (SqlWindow) node;
            SqlIdentifier name = window.getDeclName();
            Contents contents = Contents.of(window);
            if (name != null
                    && !query.basesOfWindows.contains(name.getSimple())
                    && contents.basesOfWindows.isEmpty()
                    && (contents.isOverlooked || isRepeated(window, select.getWindowList()))
                    && contents.canBeCopied) {
                named.windows.put(name.getSimple(), window);
            }
        }
        return named;
    }

    /** Whether there is an equal window, which Calcite confuses with this one. */
    private static boolean isRepeated(SqlWindow window, SqlNodeList windows) {
        return windows.stream()
                .anyMatch(other -> !other.equals(window)
                        && SqlNode.equalDeep(withoutName(other), withoutName(window), Litmus.IGNORE));
    }

    private static List<SqlNode> withoutName(SqlNode window) {
        List<SqlNode> operands = new ArrayList<>(((SqlWindow) window).getOperandList());
        operands.remove(NAME_OF_WINDOW);
        return operands;
    }

    /** Replaces the name of an inlined window by a copy; returns other nodes unchanged. */
    SqlNode inline(SqlNode windowOrName) {
        SqlWindow window =
                windowOrName instanceof SqlIdentifier name && name.isSimple() ? windows.get(name.getSimple()) : null;
        if (window == null) {
            return windowOrName;
        }
        used.add(((SqlIdentifier) windowOrName).getSimple());
        SqlWindow copy = (SqlWindow) SqlCopy.of(window);
        copy.setOperand(NAME_OF_WINDOW, null);
        return copy;
    }

    /** Removes the windows in use from the WINDOW clause, and sub-queries from the others. */
    void removeFrom(SqlSelect select) {
        if (windows.isEmpty()) {
            return;
        }
        SqlNodeList remaining = new SqlNodeList(select.getWindowList().getParserPosition());
        for (SqlNode node : select.getWindowList()) {
            SqlIdentifier declared = ((SqlWindow) node).getDeclName();
            String name = declared == null ? "" : declared.getSimple();
            if (!used.contains(name)) {
                remaining.add(windows.containsKey(name) ? withoutQueries(node) : node);
            }
        }
        select.setOperand(WINDOWS_OF_SELECT, remaining);
    }

    private static SqlNode withoutQueries(SqlNode window) {
        SqlNode without = window.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlCall call) {
                return call.isA(SqlKind.QUERY) ? SqlLiteral.createNull(call.getParserPosition()) : super.visit(call);
            }
        });
        return without == null ? window : without;
    }

    /** Properties of the contents of a node. */
    private static final class Contents extends SqlBasicVisitor<@Nullable Void> {
        private final Set<String> basesOfWindows = new HashSet<>();
        /** Whether it may contain something that Calcite does not find in a WINDOW clause. */
        private boolean isOverlooked;

        private boolean canBeCopied = true;

        static Contents of(SqlNode node) {
            Contents contents = new Contents();
            node.accept(contents);
            return contents;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlWindow window && window.getRefName() != null) {
                basesOfWindows.add(window.getRefName().getSimple());
            }
            isOverlooked |= call.getOperator() instanceof SqlFunction
                    || call.getKind() == SqlKind.IN
                    || call.getKind() == SqlKind.NOT_IN
                    || call.isA(SqlKind.QUERY);
            return super.visit(call);
        }

        @Override
        public @Nullable Void visit(SqlDynamicParam parameter) {
            canBeCopied = false;
            return null;
        }
    }
}
