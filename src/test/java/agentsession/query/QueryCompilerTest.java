package agentsession.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.adapter.ScanSettings;
import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.report.PushDown;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;

final class QueryCompilerTest {
    private static final String SQL = "SELECT TEAM FROM AGENT_SESSION WHERE ACCEPTED = ?";

    private static QueryCompiler.Settings settings(ZoneId zone, String functions) {
        return new QueryCompiler.Settings(new ScanSettings(zone, PushDown.ALL, Period.ofDays(90)), functions);
    }

    private static CompiledQuery compiled(String sql, Map<Integer, QueryParameter> requestedTypes) {
        return QueryCompiler.of(settings(ZoneOffset.UTC, "all")).compile(sql, requestedTypes, new CancellationToken());
    }

    @Test
    void aStatementIsCompiledOnce() {
        assertThat(compiled(SQL, Map.of())).isSameAs(compiled(SQL, Map.of()));
    }

    @Test
    void otherTypesOfParametersAreAnotherStatement() {
        QueryParameter decimal = new QueryParameter(SqlTypeName.DECIMAL, 10, 2, true, false, false);

        CompiledQuery other = compiled(SQL, Map.of(0, decimal));

        assertThat(other).isNotSameAs(compiled(SQL, Map.of()));
        assertThat(other.parameters().get(0).type()).isEqualTo(SqlTypeName.DECIMAL);
    }

    @Test
    void whatPlansDependOnHasACompilerOfItsOwn() {
        QueryCompiler utc = QueryCompiler.of(settings(ZoneOffset.UTC, "all"));

        assertThat(QueryCompiler.of(settings(ZoneOffset.UTC, "all"))).isSameAs(utc);
        assertThat(QueryCompiler.of(settings(ZoneId.of("Asia/Tokyo"), "all"))).isNotSameAs(utc);
        assertThat(QueryCompiler.of(settings(ZoneOffset.UTC, "postgresql"))).isNotSameAs(utc);
    }

    @Test
    void aStatementThatFailsIsNotKept() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> compiled("SELECT NOTHING FROM AGENT_SESSION", Map.of()))
                    .isInstanceOf(DriverException.class);
        }
    }
}
