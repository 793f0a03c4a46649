package agentsession.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.connector.expressions.Cast;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.Extract;
import org.apache.spark.sql.connector.expressions.FieldReference;
import org.apache.spark.sql.connector.expressions.GeneralScalarExpression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.connector.expressions.NullOrdering;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.aggregate.Avg;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.GeneralAggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Sum;
import org.apache.spark.sql.connector.expressions.filter.AlwaysTrue;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL of the dialect. That it has the values of Spark is tested in a cluster. */
final class AgentSessionDialectTest {
    private static final AgentSessionDialect DIALECT = new AgentSessionDialect();
    private static final Expression TEAM = FieldReference.column("TEAM");
    private static final Expression TALK = FieldReference.column("TALK_TIME_MIN");
    private static final Expression LOGIN = FieldReference.column("LOGIN_DTS");

    @Test
    void sparkFindsTheDialectByItsServiceFile() {
        assertThat(JdbcDialects.get("jdbc:agentsession:demo")).isInstanceOf(AgentSessionDialect.class);
        assertThat(JdbcDialects.get("jdbc:h2:mem:")).isNotInstanceOf(AgentSessionDialect.class);
    }

    @Test
    void aDialectThatIsRegisteredAgainReplacesTheFirst() {
        JdbcDialects.registerDialect(new AgentSessionDialect());

        assertThat(JdbcDialects.get("JDBC:AgentSession:demo")).isInstanceOf(AgentSessionDialect.class);
    }

    @Test
    void comparisonsAndConditions() {
        Predicate billing = predicate("=", TEAM, text("O'Brien"));
        assertSql(billing, "\"TEAM\" = 'O''Brien'");
        assertSql(
                predicate("NOT", predicate("AND", billing, new AlwaysTrue())),
                "NOT ((\"TEAM\" = 'O''Brien') AND (TRUE))");
        assertSql(predicate("IN", TEAM, text("a"), text("b")), "\"TEAM\" IN ('a', 'b')");
        assertSql(predicate("IS_NULL", TEAM), "\"TEAM\" IS NULL");
        assertSql(
                predicate("IS_NOT_NULL", predicate("OR", billing, billing)),
                "((\"TEAM\" = 'O''Brien') OR (\"TEAM\" = 'O''Brien')) IS NOT NULL");
        assertSql(
                predicate("<=>", TEAM, text("a")),
                "((\"TEAM\" IS NOT NULL AND 'a' IS NOT NULL AND \"TEAM\" = 'a') OR (\"TEAM\" IS NULL AND 'a' IS NULL))");
        assertSql(predicate("=", FieldReference.column("a\"b"), text("a")), "\"a\"\"b\" = 'a'");
    }

    @Test
    void partsOfStringsAreEscaped() {
        assertSql(predicate("STARTS_WITH", TEAM, text("a'b")), "\"TEAM\" LIKE 'a''b%' ESCAPE '\\'");
        assertSql(predicate("ENDS_WITH", TEAM, text("50%")), "\"TEAM\" LIKE '%50\\%' ESCAPE '\\'");
        assertSql(predicate("CONTAINS", TEAM, text("a\\b_c")), "\"TEAM\" LIKE '%a\\\\b\\_c%' ESCAPE '\\'");
        assertNotPushed(predicate("STARTS_WITH", TEAM, FieldReference.column("LAST_NAME")));
    }

    @Test
    void literalsHaveTheirTypes() {
        assertSql(literal(5, DataTypes.IntegerType), "5");
        assertSql(literal(-5L, DataTypes.LongType), "(-5)");
        assertSql(literal(Decimal.apply(new BigDecimal("1.50")), DataTypes.createDecimalType(12, 2)), "1.50");
        assertSql(literal(1.5, DataTypes.DoubleType), "CAST('1.5' AS DOUBLE)");
        assertSql(literal(true, DataTypes.BooleanType), "TRUE");
        assertSql(literal((int) LocalDate.of(2026, 11, 10).toEpochDay(), DataTypes.DateType), "DATE '2026-11-10'");
        assertSql(
                literal(micros("2026-11-10T08:05:00Z"), DataTypes.TimestampNTZType), "TIMESTAMP '2026-11-10 08:05:00'");
        assertSql(
                literal(micros("2026-11-10T08:05:00.123456Z"), DataTypes.TimestampNTZType),
                "TIMESTAMP '2026-11-10 08:05:00.123456'");
        assertNotPushed(literal(null, DataTypes.StringType));
        assertNotPushed(literal(Double.NaN, DataTypes.DoubleType));
        assertNotPushed(literal(1.5F, DataTypes.FloatType));
        assertNotPushed(literal(Integer.MAX_VALUE, DataTypes.DateType));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "UTC, 2026-11-01T05:30:00Z, 2026-11-01 05:30:00",
                "America/New_York, 2026-11-10T05:30:00Z, 2026-11-10 00:30:00",
                "America/New_York, 2026-11-01T05:30:00Z, -",
                "America/New_York, 2026-03-08T07:30:00Z, -"
            })
    void anInstantIsTheTimeInTheZoneOfTheJvmUnlessTheClockIsSet(String zone, String instant, @Nullable String time) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            Expression literal = literal(micros(instant), DataTypes.TimestampType);
            if (time == null) {
                assertNotPushed(literal);
            } else {
                assertSql(literal, "TIMESTAMP '" + time + "'");
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void castsTruncateLikeSpark() {
        DataType decimal = DataTypes.createDecimalType(12, 2);
        assertSql(new Cast(TALK, decimal, DataTypes.IntegerType), "CAST(TRUNCATE(\"TALK_TIME_MIN\", 0) AS INTEGER)");
        assertSql(
                new Cast(TALK, decimal, DataTypes.createDecimalType(14, 4)),
                "CAST(\"TALK_TIME_MIN\" AS DECIMAL(14, 4))");
        assertSql(new Cast(TALK, decimal, DataTypes.DoubleType), "CAST(\"TALK_TIME_MIN\" AS DOUBLE)");
        assertSql(new Cast(LOGIN, DataTypes.TimestampNTZType, DataTypes.DateType), "CAST(\"LOGIN_DTS\" AS DATE)");
        assertNotPushed(new Cast(TALK, decimal, DataTypes.createDecimalType(12, 1)));
        assertNotPushed(new Cast(TALK, decimal, DataTypes.StringType));
        assertNotPushed(new Cast(TEAM, DataTypes.StringType, DataTypes.IntegerType));
        assertNotPushed(new Cast(LOGIN, DataTypes.TimestampNTZType, DataTypes.TimestampType));
    }

    @Test
    void fieldsOfDates() {
        assertSql(new Extract("DAY_OF_WEEK", LOGIN), "EXTRACT(DAY_OF_WEEK FROM \"LOGIN_DTS\")");
        assertNotPushed(new Extract("HOUR", LOGIN));
    }

    @Test
    void arithmetic() {
        assertSql(scalar("-", literal(-5, DataTypes.IntegerType)), "-(-5)");
        assertSql(scalar("-", scalar("-", TALK)), "-(-\"TALK_TIME_MIN\")");
        assertSql(scalar("-", scalar("~", TALK)), "-(BITNOT(\"TALK_TIME_MIN\"))");
        assertSql(scalar("|", TALK, literal(1, DataTypes.IntegerType)), "BITOR(\"TALK_TIME_MIN\", 1)");
        assertSql(
                scalar("+", scalar("%", TALK, literal(7, DataTypes.IntegerType)), TALK),
                "(\"TALK_TIME_MIN\" % 7) + \"TALK_TIME_MIN\"");
        assertSql(
                scalar("CASE_WHEN", predicate("IS_NULL", TEAM), TALK, scalar("COALESCE", TALK, TALK)),
                "CASE WHEN \"TEAM\" IS NULL THEN \"TALK_TIME_MIN\" ELSE COALESCE(\"TALK_TIME_MIN\", \"TALK_TIME_MIN\") END");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "UPPER", "CHAR_LENGTH", "RAND", "ROUND", "LOG", "DATE_ADD", "TRIM"})
    void sparkEvaluatesWhatMayDiffer(String function) {
        assertNotPushed(scalar(function, TALK, TALK));
        assertNotPushed(predicate("=", scalar(function, TALK, TALK), TALK));
    }

    @Test
    void aggregates() {
        assertSql(new CountStar(), "COUNT(*)");
        assertSql(new Count(TEAM, true), "COUNT(DISTINCT \"TEAM\")");
        assertSql(new Sum(TALK, false), "SUM(\"TALK_TIME_MIN\")");
        assertSql(new Avg(TALK, true), "AVG(DISTINCT CAST(\"TALK_TIME_MIN\" AS DECIMAL(38, 20)))");
        assertNotPushed(new GeneralAggregateFunc("STDDEV_POP", false, new Expression[] {TALK}));
    }

    @Test
    void sortsAndLimits() {
        assertSql(
                Expressions.sort(LOGIN, SortDirection.DESCENDING, NullOrdering.NULLS_LAST),
                "\"LOGIN_DTS\" DESC NULLS LAST");
        assertThat(DIALECT.supportsLimit()).isTrue();
        assertThat(DIALECT.supportsOffset()).isTrue();
    }

    @Test
    void typesOfColumns() {
        MetadataBuilder metadata = new MetadataBuilder();
        assertThat(DIALECT.getCatalystType(Types.VARCHAR, "VARCHAR", 255, metadata)
                        .get())
                .isEqualTo(DataTypes.StringType);
        assertThat(DIALECT.getCatalystType(Types.FLOAT, "FLOAT", 15, metadata).get())
                .isEqualTo(DataTypes.DoubleType);
        assertThat(DIALECT.getCatalystType(Types.INTEGER, "INTEGER", 10, metadata)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void timestampsWithoutTimeZoneAreThoseOfTheReport() {
        LocalDateTime time = LocalDateTime.of(2026, 11, 10, 8, 5);
        assertThat(DIALECT.convertJavaTimestampToTimestampNTZ(Timestamp.valueOf(time)))
                .isEqualTo(time);
        assertThat(DIALECT.convertTimestampNTZToJavaTimestamp(time)).isEqualTo(Timestamp.valueOf(time));
    }

    private static void assertSql(Expression expression, String sql) {
        assertThat(DIALECT.compileExpression(expression).get()).isEqualTo(sql);
    }

    private static void assertNotPushed(Expression expression) {
        assertThat(DIALECT.compileExpression(expression).isEmpty())
                .as("%s", expression)
                .isTrue();
    }

    private static Predicate predicate(String name, Expression... children) {
        return new Predicate(name, children);
    }

    private static Expression scalar(String name, Expression... children) {
        return new GeneralScalarExpression(name, children);
    }

    private static Literal<UTF8String> text(String value) {
        return new LiteralValue<>(UTF8String.fromString(value), DataTypes.StringType);
    }

    private static Literal<Object> literal(@Nullable Object value, DataType type) {
        return new LiteralValue<>(value, type);
    }

    private static long micros(String instant) {
        Instant time = Instant.parse(instant);
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }
}
