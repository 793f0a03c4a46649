package agentsession.query;

import agentsession.query.calcite.ReportFunctions;
import agentsession.query.dialect.SqlTextRewriter;
import agentsession.query.window.WindowFunctions;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.SourceStringReader;

/** The SQL dialect of the driver: parser, functions, name matching. */
final class SqlLanguage {
    /** Accepts the syntax of all dialects, except for what causes wrong results or misleading messages. */
    private static final SqlConformance CONFORMANCE = new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public boolean checkedArithmetic() {
            return true;
        }

        @Override
        public boolean isNonStrictGroupBy() {
            return false;
        }

        @Override
        public SelectAliasLookup isSelectAlias() {
            return SelectAliasLookup.UNSUPPORTED;
        }
    };

    private static final int MAX_NAME_LENGTH = 256;

    private final SqlValidator.Config validator = SqlValidator.Config.DEFAULT
            .withConformance(CONFORMANCE)
            .withLenientOperatorLookup(false)
            .withDefaultNullCollation(NullCollation.HIGH)
            .withIdentifierExpansion(true);

    private final CalciteConnectionConfig connection;
    private final SqlOperatorTable operators;

    /** @param libraries the Calcite names of the function libraries, comma-separated */
    SqlLanguage(String libraries) {
        Set<SqlLibrary> known = new LinkedHashSet<>(SqlLibrary.expand(SqlLibrary.parse(libraries)));
        known.add(SqlLibrary.STANDARD);
        // The first of several functions of a name is used; only TO_CHAR_PG supports all patterns.
        operators = SqlOperatorTables.chain(
                SqlOperatorTables.of(SqlLibraryOperators.TO_CHAR_PG),
                ReportFunctions.TABLE,
                WindowFunctions.replaceIn(SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(known)));
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        connection = new CalciteConnectionConfigImpl(properties);
    }

    /**
     * Parses statements like {@code SqlParser}, which would load the standard parser beside Babel's, for which the first
     * query of a process would wait.
     */
    static SqlNodeList parse(SqlTextRewriter sql) throws SqlParseException {
        SqlAbstractParserImpl parser = sql.parser().getParser(new SourceStringReader(sql.text()));
        parser.setTabSize(1);
        parser.setQuotedCasing(Casing.UNCHANGED);
        parser.setUnquotedCasing(Casing.TO_UPPER);
        parser.setIdentifierMaxLength(MAX_NAME_LENGTH);
        parser.setConformance(CONFORMANCE);
        parser.switchTo(SqlAbstractParserImpl.LexicalState.DQID);
        try {
            return parser.parseSqlStmtList();
        } catch (Throwable e) {
            throw parser.normalizeException(e);
        }
    }

    SqlValidator.Config validator() {
        return validator;
    }

    SqlConformance conformance() {
        return CONFORMANCE;
    }

    /** The configuration of name matching. */
    CalciteConnectionConfig lookup() {
        return connection;
    }

    SqlOperatorTable operators() {
        return operators;
    }
}
