package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.query.ResultColumn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.Driver;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLType;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls every method of every interface and compares the outcome with {@code jdbc-surface.txt}: {@code works}, {@code
 * null} if it returns null, {@code SQLFeatureNotSupportedException}, or {@code SQLException} if the call with these
 * arguments must fail.
 */
class JdbcSurfaceTest {
    private static final List<Class<?>> INTERFACES = List.of(
            Driver.class,
            DataSource.class,
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            ResultSet.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            DatabaseMetaData.class,
            Array.class);

    /** Default methods of {@code java.sql.Statement}, which do not use the connection. */
    private static final Set<String> DEFAULT_METHODS =
            Set.of("enquoteIdentifier", "enquoteLiteral", "enquoteNCharLiteral", "isSimpleIdentifier");

    private static final Map<Class<?>, Object> ARGUMENTS = Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(short.class, (short) 1),
            Map.entry(byte.class, (byte) 1),
            Map.entry(float.class, 1f),
            Map.entry(double.class, 1d),
            Map.entry(boolean.class, true),
            Map.entry(String.class, "A"),
            Map.entry(Object.class, "1"),
            Map.entry(BigDecimal.class, BigDecimal.ONE),
            Map.entry(Class.class, String.class),
            Map.entry(Map.class, Map.of()),
            Map.entry(Properties.class, new Properties()),
            Map.entry(Calendar.class, Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT)),
            Map.entry(Date.class, Date.valueOf("2026-01-31")),
            Map.entry(Time.class, Time.valueOf("12:00:00")),
            Map.entry(Timestamp.class, Timestamp.valueOf("2026-01-31 12:00:00")),
            Map.entry(SQLType.class, JDBCType.INTEGER),
            Map.entry(Executor.class, (Executor) Runnable::run));

    @Test
    void everyMethodBehavesAsListed() throws IOException {
        String table = resource("jdbc-surface.txt");
        String actual = INTERFACES.stream().map(JdbcSurfaceTest::section).collect(Collectors.joining("\n"));
        assertThat(actual).isEqualTo(table);
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = JdbcSurfaceTest.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String section(Class<?> type) {
        Map<String, String> outcomes = new TreeMap<>();
        methods(type).forEach(method -> outcomes.put(signature(method), outcome(type, method)));
        return "## " + type.getName() + "\n"
                + outcomes.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }

    private static String outcome(Class<?> type, Method method) {
        return outcome(target(type, method.getName()), method, arguments(method));
    }

    private static String outcome(Object target, Method method, @Nullable Object... arguments) {
        try {
            Object value = method.invoke(target, arguments);
            return value == null && method.getReturnType() != void.class ? "null" : "works";
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof SQLException known)) {
                return String.valueOf(e.getCause());
            }
            String kind = known instanceof SQLFeatureNotSupportedException
                    ? "SQLFeatureNotSupportedException"
                    : "SQLException";
            return known.getSQLState() == null ? kind + " without a state" : kind;
        } catch (IllegalAccessException e) {
            throw new AssertionError(method.toString(), e);
        }
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void nullsAndNumbersOutOfRangeThrowSqlExceptionsOnly(Class<?> type) {
        methods(type)
                .filter(method -> !DEFAULT_METHODS.contains(method.getName()))
                .forEach(method -> assertThat(outcome(target(type, method.getName()), method, worstArguments(method)))
                        .as(method.toString())
                        .isIn("works", "null", "SQLException", "SQLFeatureNotSupportedException"));
    }

    private static @Nullable Object[] worstArguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class
                        ? (Object) Integer.MIN_VALUE
                        : type == long.class
                                ? (Object) Long.MIN_VALUE
                                : type.isPrimitive() ? ARGUMENTS.get(type) : null)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("closed")
    void aClosedObjectRefusesAllOtherMethods(Class<?> type, List<String> allowed) throws Exception {
        List<String> working = methods(type)
                .filter(method -> !DEFAULT_METHODS.contains(method.getName()))
                .filter(method -> !outcome(closed(type, method.getName()), method, arguments(method))
                        .contains("Exception"))
                .map(Method::getName)
                .toList();
        assertThat(working).containsExactlyInAnyOrderElementsOf(allowed);
    }

    static Stream<Arguments> closed() {
        List<String> wrapper = List.of("close", "isClosed", "isWrapperFor", "unwrap");
        List<String> statement = with(wrapper, "cancel");
        return Stream.of(
                Arguments.of(Connection.class, with(wrapper, "abort", "isValid", "beginRequest", "endRequest")),
                Arguments.of(Statement.class, statement),
                Arguments.of(PreparedStatement.class, statement),
                Arguments.of(ResultSet.class, wrapper));
    }

    private static List<String> with(List<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).toList();
    }

    private static Object closed(Class<?> type, String method) {
        Object target = target(type, method);
        try {
            ((AutoCloseable) target).close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return target;
    }

    static List<Class<?>> interfaces() {
        return INTERFACES;
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.of(type.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    private static @Nullable Object[] arguments(Method method) {
        Deque<Integer> resultSet = new ArrayDeque<>(
                List.of(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT));
        boolean describesResultSet = method.getName().equals("createStatement")
                || (method.getName().equals("prepareStatement") && method.getParameterCount() > 2);
        return Arrays.stream(method.getParameterTypes())
                .map(type ->
                        describesResultSet && type == int.class ? resultSet.remove() : argument(method.getName(), type))
                .toArray();
    }

    private static @Nullable Object argument(String method, Class<?> type) {
        if (method.equals("unwrap") || method.equals("isWrapperFor")) {
            return Object.class;
        }
        if (method.equals("getMoreResults")) {
            return Statement.CLOSE_CURRENT_RESULT;
        }
        if (type == int.class) {
            return method.equals("setFetchDirection") ? ResultSet.FETCH_FORWARD : 1;
        }
        if (method.equals("connect") && type == String.class) {
            return "jdbc:agentsession:demo";
        }
        if (type == java.net.URL.class) {
            return url();
        }
        if (type == Reader.class) {
            return new StringReader("1");
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream("1".getBytes(StandardCharsets.UTF_8));
        }
        return type.isArray() ? java.lang.reflect.Array.newInstance(type.getComponentType(), 1) : ARGUMENTS.get(type);
    }

    private static java.net.URL url() {
        try {
            return URI.create("http://localhost").toURL();
        } catch (java.net.MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    private static Object target(Class<?> type, String method) {
        FakeDriverSession session = new FakeDriverSession();
        SqlTypeName valueType = type == Array.class ? SqlTypeName.ARRAY : valueType(method);
        session.columns = List.of(new ResultColumn("A", null, valueType, -1, 0, true, SqlTypeName.INTEGER));
        session.rows = List.of(FakeDriverSession.row(value(valueType, method)));
        if (type == PreparedStatement.class || type == ParameterMetaData.class) {
            session.parameters = List.of(FakeDriverSession.parameter(valueType));
        }
        AgentSessionDriver driver = new AgentSessionDriver((url, properties) -> session);
        Map<Class<?>, Callable<Object>> targets = Map.of(
                Driver.class, () -> driver,
                DataSource.class, () -> dataSource(driver),
                Connection.class, session::connection,
                Statement.class, () -> session.connection().createStatement(),
                PreparedStatement.class, () -> prepared(session),
                ResultSet.class, () -> onRow(session),
                ResultSetMetaData.class, () -> onRow(session).getMetaData(),
                ParameterMetaData.class, () -> prepared(session).getParameterMetaData(),
                DatabaseMetaData.class, () -> session.connection().getMetaData(),
                Array.class, () -> onRow(session).getArray(1));
        try {
            return Objects.requireNonNull(targets.get(type)).call();
        } catch (Exception e) {
            throw new AssertionError(type.toString(), e);
        }
    }

    private static DataSource dataSource(AgentSessionDriver driver) {
        AgentSessionDataSource source = new AgentSessionDataSource(driver);
        source.setUrl("jdbc:agentsession:demo");
        return source;
    }

    private static PreparedStatement prepared(FakeDriverSession session) throws SQLException {
        PreparedStatement statement = session.connection().prepareStatement("select");
        statement.setObject(1, null);
        return statement;
    }

    private static ResultSet onRow(FakeDriverSession session) throws SQLException {
        ResultSet rows = session.connection().createStatement().executeQuery("select");
        rows.next();
        return rows;
    }

    private static SqlTypeName valueType(String method) {
        return switch (method) {
            case "getArray" -> SqlTypeName.ARRAY;
            case "setBytes", "setBinaryStream" -> SqlTypeName.VARBINARY;
            case "getDate", "getTime", "getTimestamp", "setDate", "setTimestamp" -> SqlTypeName.TIMESTAMP;
            case "setTime" -> SqlTypeName.TIME;
            default -> SqlTypeName.VARCHAR;
        };
    }

    private static Object value(SqlTypeName type, String method) {
        return switch (type) {
            case ARRAY -> List.of(1);
            case TIMESTAMP -> 0L;
            default -> method.equals("getURL") ? "http://localhost" : "1";
        };
    }
}
