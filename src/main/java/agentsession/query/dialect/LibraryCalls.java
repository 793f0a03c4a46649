package agentsession.query.dialect;

import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Functions of text that PostgreSQL or JDBC has otherwise than Calcite. */
final class LibraryCalls {
    private LibraryCalls() {}

    /** PostgreSQL's functions that say by which characters to trim. */
    static @Nullable SqlNode trimmed(SqlTrimFunction.Flag flag, SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 2
                ? SqlStdOperatorTable.TRIM.createCall(position, flag.symbol(position), operands.get(1), operands.get(0))
                : null;
    }

    /** JDBC's LENGTH counts no blanks at the end. */
    static @Nullable SqlNode lengthWithoutBlanks(SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 1
                ? SqlStdOperatorTable.CHAR_LENGTH.createCall(
                        position,
                        SqlStdOperatorTable.TRIM.createCall(
                                position,
                                SqlTrimFunction.Flag.TRAILING.symbol(position),
                                SqlLiteral.createCharString(" ", position),
                                operands.get(0)))
                : null;
    }

    /** PostgreSQL's function with letters at the end, where others have a number. */
    static @Nullable SqlNode replacedByFlags(SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 4 && DialectRewriter.text(operands.get(3)) != null
                ? of("REGEXP_REPLACE_BY_FLAGS", position, operands)
                : null;
    }

    /** A call of what the function libraries have by a name. */
    static SqlNode of(String name, SqlParserPos position, List<SqlNode> operands) {
        return new SqlUnresolvedFunction(
                        new SqlIdentifier(name, position),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(position, operands);
    }
}
