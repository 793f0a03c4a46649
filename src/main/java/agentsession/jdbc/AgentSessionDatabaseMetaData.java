package agentsession.jdbc;

import agentsession.config.Version;
import agentsession.jdbc.ValueType.Family;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.jspecify.annotations.Nullable;

/** The metadata: schema REPORTS with table AGENT_SESSION, no catalog, no key. It sends no request to the service. */
final class AgentSessionDatabaseMetaData extends DatabaseCapabilities implements Unwrappable {
    private static final String PRODUCT = "Agent Session Report";
    private static final String DRIVER = "agent-session-jdbc";
    private static final int JDBC_MAJOR = 4;
    private static final int JDBC_MINOR = 3;

    /** The keywords of SQL:2003 that are not in SQL-92 and that the parser reserves. */
    private static final Set<String> SQL_2003 = Set.of(
            "END-EXEC",
            "GROUPING",
            "LATERAL",
            "MERGE",
            "NEW",
            "OVER",
            "PARTITION",
            "RANGE",
            "ROLLUP",
            "ROW",
            "TABLESAMPLE",
            "UNNEST",
            "WINDOW");

    private final AgentSessionConnection connection;

    AgentSessionDatabaseMetaData(AgentSessionConnection connection) {
        this.connection = connection;
    }

    private ResultSet rows(MetadataShape shape, List<List<@Nullable Object>> rows) throws SQLException {
        connection.checkOpen();
        return CursorResultSet.of(rows, shape.columns(), connection.session().timeZone());
    }

    private ResultSet none(MetadataShape shape) throws SQLException {
        return rows(shape, List.of());
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    /** The URL without secrets. */
    @Override
    public String getURL() {
        return connection.session().url();
    }

    @Override
    public String getUserName() {
        return connection.session().userName();
    }

    @Override
    public String getDatabaseProductName() {
        return PRODUCT;
    }

    /** The version of the driver, since the report has none. */
    @Override
    public String getDatabaseProductVersion() {
        return Version.text();
    }

    @Override
    public int getDatabaseMajorVersion() {
        return Version.major();
    }

    @Override
    public int getDatabaseMinorVersion() {
        return Version.minor();
    }

    @Override
    public String getDriverName() {
        return DRIVER;
    }

    @Override
    public String getDriverVersion() {
        return Version.text();
    }

    @Override
    public int getDriverMajorVersion() {
        return Version.major();
    }

    @Override
    public int getDriverMinorVersion() {
        return Version.minor();
    }

    @Override
    public int getJDBCMajorVersion() {
        return JDBC_MAJOR;
    }

    @Override
    public int getJDBCMinorVersion() {
        return JDBC_MINOR;
    }

    @Override
    public String getIdentifierQuoteString() {
        return "\"";
    }

    @Override
    public String getSearchStringEscape() {
        return NamePattern.ESCAPE;
    }

    @Override
    public String getExtraNameCharacters() {
        return "$";
    }

    /** The reserved words that are not keywords of SQL:2003. */
    @Override
    public String getSQLKeywords() throws SQLException {
        String beyondSql92 = SqlExceptions.call(
                () -> SqlParser.create("", SqlParser.config().withParserFactory(SqlBabelParserImpl.FACTORY))
                        .getMetadata()
                        .getJdbcKeywords());
        return without(beyondSql92, SQL_2003);
    }

    private static String without(String names, Set<String> excluded) {
        return Arrays.stream(names.split(",", -1))
                .filter(name -> !excluded.contains(name))
                .collect(Collectors.joining(","));
    }

    @Override
    public String getNumericFunctions() {
        return SqlJdbcFunctionCall.getNumericFunctions();
    }

    @Override
    public String getStringFunctions() {
        return SqlJdbcFunctionCall.getStringFunctions();
    }

    @Override
    public String getSystemFunctions() {
        return SqlJdbcFunctionCall.getSystemFunctions();
    }

    /** The functions of Calcite, except for one that is in none of the default function libraries. */
    @Override
    public String getTimeDateFunctions() {
        return without(SqlJdbcFunctionCall.getTimeDateFunctions(), Set.of("CONVERT_TIMEZONE"));
    }

    @Override
    public String getSchemaTerm() {
        return "schema";
    }

    @Override
    public String getProcedureTerm() {
        return "procedure";
    }

    @Override
    public String getCatalogTerm() {
        return "catalog";
    }

    @Override
    public String getCatalogSeparator() {
        return ".";
    }

    @Override
    public int getDefaultTransactionIsolation() {
        return Connection.TRANSACTION_NONE;
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int level) {
        return level == Connection.TRANSACTION_NONE;
    }

    @Override
    public boolean supportsConvert(int fromType, int toType) {
        return families(fromType).stream()
                .anyMatch(from -> families(toType).stream().anyMatch(from::convertsTo));
    }

    private static List<Family> families(int jdbcType) {
        int known = jdbcType == Types.NUMERIC ? Types.DECIMAL : jdbcType;
        return Arrays.stream(ValueType.values())
                .filter(type -> type.jdbcType() == known)
                .map(ValueType::family)
                .toList();
    }

    @Override
    public boolean supportsResultSetType(int type) {
        return type == ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getSQLStateType() {
        return sqlStateSQL;
    }

    @Override
    public RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            String @Nullable [] types)
            throws SQLException {
        return rows(MetadataShape.TABLES, MetadataRows.tables(catalog, schemaPattern, tableNamePattern, types));
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return rows(
                MetadataShape.COLUMNS,
                MetadataRows.columns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern) throws SQLException {
        return rows(MetadataShape.SCHEMAS, MetadataRows.schemas(catalog, schemaPattern));
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return rows(MetadataShape.TABLE_TYPES, MetadataRows.tableTypes());
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return rows(MetadataShape.TYPE_INFO, MetadataRows.typeInfo());
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        return rows(MetadataShape.CLIENT_INFO_PROPERTIES, MetadataRows.clientInfoProperties());
    }

    @Override
    public ResultSet getProcedures(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String procedureNamePattern)
            throws SQLException {
        return none(MetadataShape.PROCEDURES);
    }

    @Override
    public ResultSet getProcedureColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String procedureNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return none(MetadataShape.PROCEDURE_COLUMNS);
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return none(MetadataShape.CATALOGS);
    }

    @Override
    public ResultSet getColumnPrivileges(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String columnNamePattern)
            throws SQLException {
        return none(MetadataShape.COLUMN_PRIVILEGES);
    }

    @Override
    public ResultSet getTablePrivileges(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
            throws SQLException {
        return none(MetadataShape.TABLE_PRIVILEGES);
    }

    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        return none(MetadataShape.BEST_ROW_IDENTIFIER);
    }

    @Override
    public ResultSet getVersionColumns(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetadataShape.VERSION_COLUMNS);
    }

    @Override
    public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetadataShape.PRIMARY_KEYS);
    }

    @Override
    public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetadataShape.FOREIGN_KEYS);
    }

    @Override
    public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetadataShape.FOREIGN_KEYS);
    }

    @Override
    public ResultSet getCrossReference(
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String foreignCatalog,
            @Nullable String foreignSchema,
            @Nullable String foreignTable)
            throws SQLException {
        return none(MetadataShape.FOREIGN_KEYS);
    }

    @Override
    public ResultSet getIndexInfo(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate)
            throws SQLException {
        return none(MetadataShape.INDEX_INFO);
    }

    @Override
    public ResultSet getUDTs(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String typeNamePattern,
            int @Nullable [] types)
            throws SQLException {
        return none(MetadataShape.UDTS);
    }

    @Override
    public ResultSet getSuperTypes(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typeNamePattern)
            throws SQLException {
        return none(MetadataShape.SUPER_TYPES);
    }

    @Override
    public ResultSet getSuperTables(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
            throws SQLException {
        return none(MetadataShape.SUPER_TABLES);
    }

    @Override
    public ResultSet getAttributes(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String typeNamePattern,
            @Nullable String attributeNamePattern)
            throws SQLException {
        return none(MetadataShape.ATTRIBUTES);
    }

    @Override
    public ResultSet getFunctions(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String functionNamePattern)
            throws SQLException {
        return none(MetadataShape.FUNCTIONS);
    }

    @Override
    public ResultSet getFunctionColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String functionNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return none(MetadataShape.FUNCTION_COLUMNS);
    }

    @Override
    public ResultSet getPseudoColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return none(MetadataShape.PSEUDO_COLUMNS);
    }
}
