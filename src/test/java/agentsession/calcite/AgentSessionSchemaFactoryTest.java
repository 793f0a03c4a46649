package agentsession.calcite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import agentsession.adapter.AgentSessionTable;
import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.junit.jupiter.api.Test;

final class AgentSessionSchemaFactoryTest {
    private static final String SERVICE =
            "jdbc:agentsession://ringcx.ringcentral.com/voice/99990001?timeZone=US/Arizona&lookback=P7D";

    @Test
    void aSchemaContainsTheTable() {
        Schema schema = new AgentSessionSchemaFactory()
                .create(
                        CalciteSchema.createRootSchema(false).plus(),
                        "REPORTS",
                        Map.of("url", SERVICE, "accessToken", "token"));

        assertThat(schema.tables().getNames(LikePattern.any())).containsExactly(AgentSessionTable.NAME);
        assertThat(schema.tables().get(AgentSessionTable.NAME)).isInstanceOf(AgentSessionTable.class);
    }

    @Test
    void operandsAreConnectionProperties() {
        assertSame(
                Map.of(
                        "url",
                        SERVICE,
                        "accessToken",
                        "token",
                        "tls",
                        true,
                        "agentGroupIds",
                        List.of(3, 5L),
                        "accountIds",
                        List.of("a", "b"),
                        "now",
                        "2026-11-20T18:00:00Z"),
                Map.of(
                        "accessToken",
                        "token",
                        "tls",
                        "true",
                        "agentGroupIds",
                        "3,5",
                        "accountIds",
                        "a,b",
                        "now",
                        "2026-11-20T18:00:00Z"));
    }

    @Test
    void namesIgnoreCase() {
        assertSame(
                Map.of("URL", SERVICE, "ACCESSTOKEN", "token", "timezone", "Europe/Berlin"),
                Map.of("accessToken", "token", "timeZone", "Europe/Berlin"));
    }

    @Test
    void operandsThatCalciteAddsAreIgnored() {
        assertSame(
                Map.of(
                        "url",
                        SERVICE,
                        "apiToken",
                        "token",
                        "modelUri",
                        "inline:{}",
                        "baseDirectory",
                        new File("model"),
                        "tables",
                        List.of()),
                Map.of("apiToken", "token"));
    }

    @Test
    void theErrorOfAnInvalidOperandHasItsName() {
        assertRefused(Map.of("url", SERVICE, "lookBak", "P7D"), SqlState.INVALID_PARAMETER_VALUE, "lookBak");
        assertRefused(Map.of("url", SERVICE, "lookback", Map.of()), SqlState.INVALID_PARAMETER_VALUE, "lookback");
        assertRefused(
                Map.of("url", SERVICE, "accountIds", Arrays.asList("a", null)),
                SqlState.INVALID_PARAMETER_VALUE,
                "accountIds");
        assertRefused(Map.of("url", SERVICE, "URL", SERVICE), SqlState.INVALID_PARAMETER_VALUE, "url");
        assertRefused(
                Map.of("url", SERVICE, "lookback", "P1D", "LOOKBACK", "P2D"),
                SqlState.INVALID_PARAMETER_VALUE,
                "lookback");
    }

    @Test
    void aUrlOfThisDriverIsRequired() {
        assertRefused(Map.of("accessToken", "token"), SqlState.UNABLE_TO_CONNECT, "jdbc:agentsession:");
        assertRefused(Map.of("url", "jdbc:h2:mem:"), SqlState.UNABLE_TO_CONNECT, "jdbc:agentsession:");
    }

    @Test
    void credentialsAreRequiredAndNotShown() {
        assertRefused(Map.of("url", SERVICE), SqlState.INVALID_AUTHORIZATION, "accessToken");
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> AgentSessionSchemaFactory.settings(
                        Map.of("url", SERVICE, "accessToken", List.of("hidden 1", "hidden 2"))))
                .withMessageNotContaining("hidden");
    }

    private static void assertSame(Map<String, Object> operands, Map<String, String> properties) {
        Properties given = new Properties();
        given.putAll(properties);
        ConnectionSettings expected =
                ConnectionSettings.of(JdbcUrl.parse(SERVICE).orElseThrow(), given);

        assertThat(AgentSessionSchemaFactory.settings(operands))
                .usingRecursiveComparison()
                .isEqualTo(expected);
    }

    private static void assertRefused(Map<String, Object> operands, SqlState state, String named) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> AgentSessionSchemaFactory.settings(operands))
                .withMessageContaining(named)
                .extracting(DriverException::state)
                .isEqualTo(state);
    }
}
