package agentsession.query.dialect;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Units of time that EXTRACT knows by other names, and those that no time begins. */
final class TimeUnitNames {
    private static final Map<String, TimeUnit> EXTRACTED = Map.of(
            "DAY_OF_WEEK", TimeUnit.ISODOW,
            "DAYOFWEEK_ISO", TimeUnit.ISODOW,
            "DAY_OF_YEAR", TimeUnit.DOY,
            "YEAR_OF_WEEK", TimeUnit.ISOYEAR);

    /** Parts of a time that count on from no time in particular. */
    private static final Set<TimeUnit> NOT_BEGINNING =
            Sets.immutableEnumSet(TimeUnit.DOW, TimeUnit.ISODOW, TimeUnit.DOY, TimeUnit.EPOCH);

    private TimeUnitNames() {}

    /** Spark's units, which are those of ISO 8601. */
    static @Nullable SqlNode extract(SqlParserPos position, List<SqlNode> operands) {
        TimeUnit unit = operands.size() == 2
                        && operands.get(0) instanceof SqlIntervalQualifier qualifier
                        && qualifier.timeFrameName != null
                ? EXTRACTED.get(qualifier.timeFrameName.toUpperCase(Locale.ROOT))
                : null;
        return unit == null
                ? null
                : SqlStdOperatorTable.EXTRACT.createCall(
                        position, new SqlIntervalQualifier(unit, null, position), operands.get(1));
    }

    static @Nullable SqlNode checked(SqlParserPos position, List<SqlNode> operands) {
        if (operands.size() == 2
                && operands.get(1) instanceof SqlIntervalQualifier unit
                && unit.timeFrameName == null
                && NOT_BEGINNING.contains(unit.getStartUnit())) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "No time begins a %s (line %d, column %d): it is a part to EXTRACT. FLOOR(time TO DAY) begins a day."
                            .formatted(unit.getStartUnit(), position.getLineNum(), position.getColumnNum()));
        }
        return null;
    }
}
