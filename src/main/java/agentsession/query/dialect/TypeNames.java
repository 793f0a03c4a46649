package agentsession.query.dialect;

import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Rewrites the type names of other databases in CAST. */
final class TypeNames {
    private static final Map<String, SqlTypeName> KNOWN = Map.ofEntries(
            Map.entry("BOOL", SqlTypeName.BOOLEAN),
            Map.entry("BYTE", SqlTypeName.TINYINT),
            Map.entry("SHORT", SqlTypeName.SMALLINT),
            Map.entry("INT2", SqlTypeName.SMALLINT),
            Map.entry("INT4", SqlTypeName.INTEGER),
            Map.entry("INT8", SqlTypeName.BIGINT),
            Map.entry("INT64", SqlTypeName.BIGINT),
            Map.entry("LONG", SqlTypeName.BIGINT),
            Map.entry("FLOAT4", SqlTypeName.REAL),
            Map.entry("FLOAT8", SqlTypeName.DOUBLE),
            Map.entry("FLOAT64", SqlTypeName.DOUBLE),
            Map.entry("STRING", SqlTypeName.VARCHAR),
            Map.entry("TEXT", SqlTypeName.VARCHAR),
            Map.entry("NVARCHAR", SqlTypeName.VARCHAR),
            Map.entry("VARCHAR2", SqlTypeName.VARCHAR),
            Map.entry(SqlTextRewriter.DATETIME, SqlTypeName.TIMESTAMP),
            Map.entry("DATETIME2", SqlTypeName.TIMESTAMP),
            Map.entry("SMALLDATETIME", SqlTypeName.TIMESTAMP),
            Map.entry("TIMESTAMP_NTZ", SqlTypeName.TIMESTAMP));

    private static final int MILLISECONDS = 3;

    private TypeNames() {}

    /** The cast with Calcite's name of the type; null if it has that already. */
    static @Nullable SqlNode rewrite(SqlCall cast) {
        if (cast.operandCount() < 2 || !(cast.operand(1) instanceof SqlDataTypeSpec type)) {
            return null;
        }
        SqlTypeName known = type.getTypeNameSpec() instanceof SqlUserDefinedTypeNameSpec named
                        && named.getTypeName().isSimple()
                ? KNOWN.get(named.getTypeName().getSimple().toUpperCase(Locale.ROOT))
                : null;
        SqlTypeName name = known == null ? timestamp(type) : known;
        if (name == null) {
            return null;
        }
        SqlParserPos position = type.getParserPosition();
        boolean fraction = name == SqlTypeName.TIMESTAMP && hasFraction(cast.operand(0));
        if (known == null && !fraction) {
            return null;
        }
        SqlDataTypeSpec rewritten = new SqlDataTypeSpec(
                fraction
                        ? new SqlBasicTypeNameSpec(name, MILLISECONDS, position)
                        : new SqlBasicTypeNameSpec(name, position),
                position);
        return cast.getOperator().createCall(cast.getParserPosition(), cast.operand(0), rewritten);
    }

    private static @Nullable SqlTypeName timestamp(SqlDataTypeSpec type) {
        return type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
                        && basic.getPrecision() < 0
                        && basic.getTypeName().isSimple()
                        && basic.getTypeName().getSimple().equals("TIMESTAMP")
                ? SqlTypeName.TIMESTAMP
                : null;
    }

    /** Whether a literal has a fraction of a second, which TIMESTAMP without a precision would drop. */
    private static boolean hasFraction(SqlNode operand) {
        String text = DialectRewriter.text(operand);
        return text != null && text.indexOf('.') > 0;
    }
}
