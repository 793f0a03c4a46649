package agentsession.jdbc;

import static agentsession.jdbc.FakeDriverSession.column;
import static agentsession.jdbc.FakeDriverSession.row;
import static agentsession.jdbc.ResultSets.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CursorResultSetTest {
    private final FakeDriverSession session = new FakeDriverSession();

    private ResultSet query(String sql) throws SQLException {
        return session.connection().createStatement().executeQuery(sql);
    }

    private static void assertState(ThrowingCallable call, String state) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(state));
    }

    @Test
    void rowsAreInOrderAndNumbered() throws SQLException {
        ResultSet rows = query("select");
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.getRow()).isZero();
        assertThat(rows.next()).isTrue();
        assertThat(rows.isBeforeFirst()).isFalse();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.getRow()).isEqualTo(1);
        assertThat(rows.getString(1)).isEqualTo("1");
        assertThat(rows.next()).isTrue();
        assertThat(rows.isFirst()).isFalse();
        assertThat(rows.getString(1)).isEqualTo("2");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("3");
        assertThat(rows.isAfterLast()).isFalse();
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.getRow()).isZero();
        assertThat(rows.next()).isFalse();
    }

    @Test
    void anEmptyResultIsNeitherBeforeFirstNorAfterLast() throws SQLException {
        session.rows = List.of();
        ResultSet rows = query("select");
        assertThat(rows.isBeforeFirst()).isFalse();
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isFalse();
    }

    @Test
    void theErrorOfAGetterWithoutARowNamesThePosition() throws SQLException {
        ResultSet rows = query("select");
        assertThatThrownBy(() -> rows.getString(1)).hasMessageContaining("before its first row");
        assertState(() -> rows.getString(1), "24000");
        while (rows.next()) {}
        assertThatThrownBy(() -> rows.getString(1)).hasMessageContaining("after its last row");
        rows.close();
        assertThatThrownBy(() -> rows.getString(1)).hasMessageContaining("closed");
        assertState(() -> rows.getString(1), "24000");
        assertState(rows::next, "24000");
        assertState(rows::getMetaData, "24000");
        assertState(() -> rows.findColumn("A"), "24000");
    }

    @Test
    void theErrorOfAnUnknownColumnListsTheColumns() throws SQLException {
        ResultSet rows = query("select");
        rows.next();
        assertState(() -> rows.getString(0), "07009");
        assertState(() -> rows.getString(2), "07009");
        assertState(() -> rows.getString(null), "07009");
        assertThatThrownBy(() -> rows.getString("B"))
                .hasMessage("The result has no column with the label 'B'; it has A")
                .isInstanceOf(SQLException.class);
    }

    @Test
    void labelsAreCaseInsensitiveButExactMatchesAndEarlierColumnsComeFirst() throws SQLException {
        session.columns = List.of(
                column("ID", SqlTypeName.VARCHAR),
                column("id", SqlTypeName.VARCHAR),
                column("Team", SqlTypeName.VARCHAR),
                column("Team", SqlTypeName.VARCHAR));
        ResultSet rows = query("select");
        assertThat(rows.findColumn("ID")).isEqualTo(1);
        assertThat(rows.findColumn("id")).isEqualTo(2);
        assertThat(rows.findColumn("Id")).isEqualTo(1);
        assertThat(rows.findColumn("Team")).isEqualTo(3);
        assertThat(rows.findColumn("TEAM")).isEqualTo(3);
        assertThat(rows.findColumn("TEAM")).isEqualTo(3);
    }

    @Test
    void gettersByLabelEqualGettersByIndex() throws SQLException {
        session.columns = List.of(column("A", SqlTypeName.INTEGER), column("B", SqlTypeName.INTEGER));
        session.rows = List.of(row(1, 2));
        ResultSet rows = query("select");
        rows.next();
        assertThat(rows.getInt("b")).isEqualTo(2);
        assertThat(rows.getObject("b", Long.class)).isEqualTo(2L);
        assertThat(rows.getString("a")).isEqualTo("1");
    }

    @Test
    void aFailureBetweenRowsIsRethrownAndIsNotTheEnd() throws SQLException {
        ResultSet rows = query("cut");
        assertThat(rows.next()).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(rows::next)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessage("The body was cut after 1 row");
        }
    }

    @Test
    void theQueryIsClosedAtItsEndAndWithTheResultSet() throws SQLException {
        ResultSet read = query("select");
        while (read.next()) {}
        assertThat(session.lastRun().closed).isTrue();
        ResultSet left = query("select");
        left.next();
        assertThat(session.lastRun().closed).isFalse();
        left.close();
        left.close();
        assertThat(session.lastRun().closed).isTrue();
        assertThat(session.lastRun().isCancelled()).isFalse();
        assertThat(left.isClosed()).isTrue();
    }

    @Test
    void warningsOfTheQueryAreChainedAndCanBeCleared() throws SQLException {
        ResultSet rows = query("select");
        assertThat(messages(rows.getWarnings())).containsExactly("01000 The report starts 90 days ago");
        session.lastRun().warnings.add("A column is missing");
        assertThat(messages(rows.getWarnings()))
                .containsExactly("01000 The report starts 90 days ago", "01000 A column is missing");
        rows.clearWarnings();
        assertThat(messages(rows.getWarnings())).isEmpty();
        session.lastRun().warnings.add("Another one is, too");
        assertThat(messages(rows.getWarnings())).containsExactly("01000 Another one is, too");
        assertThat(messages(rows.getStatement().getWarnings())).hasSize(3);
    }

    @Test
    void rowsCanBeNeitherUpdatedNorScrolled() throws SQLException {
        ResultSet rows = query("select");
        assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        assertThat(rows.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        assertThatThrownBy(() -> rows.updateString(1, "x")).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(rows::previous).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertState(rows::insertRow, "0A000");
    }

    @Test
    void fetchDirectionAndSizeAreHints() throws SQLException {
        ResultSet rows = query("select");
        rows.setFetchDirection(ResultSet.FETCH_REVERSE);
        assertThat(rows.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
        rows.setFetchSize(500);
        assertThat(rows.getFetchSize()).isEqualTo(500);
        assertState(() -> rows.setFetchSize(-1), "22023");
        assertState(() -> rows.setFetchDirection(7), "22023");
    }
}
