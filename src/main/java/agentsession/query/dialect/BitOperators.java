package agentsession.query.dialect;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.dialect.SqlTextRewriter.Place;
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

/** Puts the bit operators back for which {@link SqlTextRewriter} had to write others. */
final class BitOperators extends SqlShuttle {
    private final SqlTextRewriter written;
    private final Set<Place> restored = new HashSet<>();

    BitOperators(SqlTextRewriter written) {
        this.written = written;
    }

    SqlNode in(SqlNode query) {
        SqlNode rewritten = Objects.requireNonNullElse(query.accept(this), query);
        if (restored.size() < written.ors().size() + written.complements().size()) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR,
                    "A bit operator cannot be read where it stands. Write BITOR(a, b) for a | b and BITNOT(a) for ~a.");
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
        Place end = new Place(left.getEndLineNum(), left.getEndColumnNum());
        Place start = start(call.operand(1).getParserPosition());
        return written.ors().stream()
                .filter(or -> or.compareTo(end) > 0 && or.compareTo(start) < 0)
                .peek(restored::add)
                .findAny()
                .isPresent();
    }

    private boolean isComplement(Place place) {
        boolean complement = written.complements().contains(place);
        if (complement) {
            restored.add(place);
        }
        return complement;
    }

    private static Place start(SqlParserPos position) {
        return new Place(position.getLineNum(), position.getColumnNum());
    }
}
