package agentsession.query.dialect;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.dialect.SqlTextRewriter.Position;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Restores the bit operators that {@link SqlTextRewriter} replaced by others. */
final class BitOperators extends SqlShuttle {
    private final SqlTextRewriter rewriter;
    private final Set<Position> restored = new HashSet<>();

    BitOperators(SqlTextRewriter rewriter) {
        this.rewriter = rewriter;
    }

    SqlNode restore(SqlNode query) {
        SqlNode rewritten = Objects.requireNonNullElse(query.accept(this), query);
        if (restored.size() < rewriter.ors().size() + rewriter.complements().size()) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR,
                    "A bit operator cannot be parsed where it stands. Write BITOR(a, b) for a | b and BITNOT(a) for ~a.");
        }
        return rewritten;
    }

    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
        SqlParserPos position = literal.getParserPosition();
        return literal instanceof SqlNumericLiteral number && isComplement(start(position))
                ? SqlStdOperatorTable.BITNOT.createCall(
                        position,
                        SqlLiteral.createExactNumeric(
                                new BigDecimal(number.toValue()).negate().toPlainString(), position))
                : literal;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlParserPos position = call.getParserPosition();
        boolean or = call.getOperator().equals(SqlStdOperatorTable.BITAND_OPERATOR) && isOr(call);
        boolean complement = call.getKind() == SqlKind.MINUS_PREFIX && isComplement(start(position));
        SqlNode visited = super.visit(call);
        if (!(visited instanceof SqlBasicCall basic)) {
            return visited;
        }
        if (or) {
            return SqlStdOperatorTable.BITOR.createCall(position, basic.getOperandList());
        }
        return complement ? SqlStdOperatorTable.BITNOT.createCall(position, basic.getOperandList()) : basic;
    }

    private boolean isOr(SqlCall call) {
        SqlParserPos left = call.operand(0).getParserPosition();
        Position end = new Position(left.getEndLineNum(), left.getEndColumnNum());
        Position start = start(call.operand(1).getParserPosition());
        return rewriter.ors().stream()
                .filter(or -> or.compareTo(end) > 0 && or.compareTo(start) < 0)
                .peek(restored::add)
                .findAny()
                .isPresent();
    }

    private boolean isComplement(Position position) {
        boolean complement = rewriter.complements().contains(position);
        if (complement) {
            restored.add(position);
        }
        return complement;
    }

    private static Position start(SqlParserPos position) {
        return new Position(position.getLineNum(), position.getColumnNum());
    }
}
