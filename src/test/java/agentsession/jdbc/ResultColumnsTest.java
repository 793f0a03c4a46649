package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.query.ResultColumn;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.calcite.sql.type.SqlTypeName;

final class ResultColumnsTest {
    private static final List<String> LABELS = List.of("A", "B", "b", "A", "C");

    /** Exact matches come first, then those that differ in case; of equal labels, the first is found. */
    private static final List<String> SEARCHED = List.of("A", "B", "b", "C", "a", "c", "D");

    private static final List<Integer> FOUND = List.of(1, 2, 3, 5, 1, 5, 0);

    @Property
    void theResultDoesNotDependOnEarlierSearches(@ForAll("searches") List<Integer> searches) throws SQLException {
        ResultColumns columns = new ResultColumns(LABELS.stream()
                .map(label -> new ResultColumn(label, null, SqlTypeName.INTEGER, 10, 0, true, null))
                .toList());

        for (int search : searches) {
            String label = SEARCHED.get(search);
            if (FOUND.get(search) == 0) {
                assertThatThrownBy(() -> columns.find(label)).hasMessageContaining("'D'");
            } else {
                assertThat(columns.find(label)).as(label).isEqualTo(FOUND.get(search));
            }
        }
    }

    @Provide
    Arbitrary<List<Integer>> searches() {
        return Arbitraries.integers().between(0, SEARCHED.size() - 1).list().ofMaxSize(50);
    }
}
