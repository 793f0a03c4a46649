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

/** Other names of the units of EXTRACT, and the units that FLOOR and CEIL reject. */
final class TimeUnitNames {
    private static final Map<String, TimeUnit> EXTRACT_UNITS = Map.of(
            "DAY_OF_WEEK", TimeUnit.ISODOW,
            "DAYOFWEEK_ISO", TimeUnit.ISODOW,
            "DAY_OF_YEAR", TimeUnit.DOY,
            "YEAR_OF_WEEK", TimeUnit.ISOYEAR);

    /** Parts of a time that are not periods, to which a time cannot be rounded. */
    private static final Set<TimeUnit> NOT_PERIODS =
            Sets.immutableEnumSet(TimeUnit.DOW, TimeUnit.ISODOW, TimeUnit.DOY, TimeUnit.EPOCH);

    private TimeUnitNames() {}

    /** Spark's units, which are those of ISO 8601. */
    static @Nullable SqlNode extract(SqlParserPos position, List<SqlNode> operands) {
        TimeUnit unit = operands.size() == 2
                        && operands.get(0) instanceof SqlIntervalQualifier qualifier
                        && qualifier.timeFrameName != null
                ? EXTRACT_UNITS.get(qualifier.timeFrameName.toUpperCase(Locale.ROOT))
                : null;
        return unit == null
                ? null
                : SqlStdOperatorTable.EXTRACT.createCall(
                        position, new SqlIntervalQualifier(unit, null, position), operands.get(1));
    }

    static @Nullable SqlNode checkUnit(SqlParserPos position, List<SqlNode> operands) {
        if (operands.size() == 2
                && operands.get(1) instanceof SqlIntervalQualifier unit
                && unit.timeFrameName == null
                && NOT_PERIODS.contains(unit.getStartUnit())) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "A time cannot be rounded to %s (line %d, column %d), only EXTRACT supports it. Round to a period: FLOOR(time TO DAY)"
                            .formatted(unit.getStartUnit(), position.getLineNum(), position.getColumnNum()));
        }
        return null;
    }
}
