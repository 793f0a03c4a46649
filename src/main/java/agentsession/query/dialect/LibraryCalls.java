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

/** String functions that differ between Calcite and PostgreSQL or JDBC. */
final class LibraryCalls {
    private LibraryCalls() {}

    /** PostgreSQL's trim functions whose second operand is the characters to trim. */
    static @Nullable SqlNode trim(SqlTrimFunction.Flag flag, SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 2
                ? SqlStdOperatorTable.TRIM.createCall(position, flag.symbol(position), operands.get(1), operands.get(0))
                : null;
    }

    /** JDBC's LENGTH, which does not count trailing spaces. */
    static @Nullable SqlNode lengthWithoutTrailingSpaces(SqlParserPos position, List<SqlNode> operands) {
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

    /** PostgreSQL's REGEXP_REPLACE, whose fourth operand is flags; in other databases it is a position. */
    static @Nullable SqlNode regexpReplaceWithFlags(SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 4 && DialectRewriter.text(operands.get(3)) != null
                ? of("REGEXP_REPLACE_BY_FLAGS", position, operands)
                : null;
    }

    /** A call of the library function of a name. */
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
