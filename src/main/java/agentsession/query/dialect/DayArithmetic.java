package agentsession.query.dialect;

import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.DateString;

/** Date arithmetic with integers, which count days, and differences of dates; Calcite accepts intervals only. */
public final class DayArithmetic {
    private static final String FIRST_DAY = "1970-01-01";

    private DayArithmetic() {}

    /** Converts the operands of a sum or difference of dates and integers to those that Calcite accepts. */
    public static void convertOperands(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        boolean sum = call.getKind() == SqlKind.PLUS;
        if ((!sum && call.getKind() != SqlKind.MINUS) || call.operandCount() != 2) {
            return;
        }
        RelDataType left = validator.deriveType(scope, call.operand(0));
        RelDataType right = validator.deriveType(scope, call.operand(1));
        if (isDate(left) && SqlTypeUtil.isIntType(right)) {
            call.setOperand(1, inDays(call.operand(1)));
        } else if (sum && SqlTypeUtil.isIntType(left) && isDate(right)) {
            call.setOperand(0, inDays(call.operand(0)));
        } else if (!sum && isDate(left) && isDate(right)) {
            call.setOperand(0, sinceFirstDay(call.operand(0)));
            call.setOperand(1, sinceFirstDay(call.operand(1)));
        }
    }

    /** Converts a number of days to an interval. */
    public static SqlNode inDays(SqlNode number) {
        SqlParserPos position = number.getParserPosition();
        return SqlStdOperatorTable.MULTIPLY.createCall(
                position, number, SqlLiteral.createInterval(1, "1", days(position), position));
    }

    private static SqlNode sinceFirstDay(SqlNode date) {
        SqlParserPos position = date.getParserPosition();
        SqlNode first = SqlLiteral.createDate(new DateString(FIRST_DAY), position);
        return SqlStdOperatorTable.TIMESTAMP_DIFF.createCall(position, days(position), first, date);
    }

    private static SqlIntervalQualifier days(SqlParserPos position) {
        return new SqlIntervalQualifier(TimeUnit.DAY, null, position);
    }

    private static boolean isDate(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE;
    }
}
