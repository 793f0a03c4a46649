package agentsession.query.tree;

import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Casts in the syntax. */
public final class SqlCasts {
    private SqlCasts() {}

    public static SqlNode cast(SqlParserPos position, SqlNode node, SqlTypeName type) {
        return SqlStdOperatorTable.CAST.createCall(
                position, node, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, position), position));
    }
}
