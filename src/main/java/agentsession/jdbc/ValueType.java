package agentsession.jdbc;

import agentsession.query.ResultColumn;
import java.math.BigDecimal;
import java.sql.Types;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The SQL types of columns, expressions and parameters, and their descriptions in JDBC. */
enum ValueType {
    BOOLEAN(Family.BOOLEAN, Types.BOOLEAN, Boolean.class, 1, 5, null, null),
    TINYINT(Family.INTEGER, Types.TINYINT, Integer.class, 3, 4, null, null),
    SMALLINT(Family.INTEGER, Types.SMALLINT, Integer.class, 5, 6, null, null),
    INTEGER(Family.INTEGER, Types.INTEGER, Integer.class, 10, 11, null, null),
    BIGINT(Family.INTEGER, Types.BIGINT, Long.class, 19, 20, null, null),
    DECIMAL(Family.DECIMAL, Types.DECIMAL, BigDecimal.class, 38, 40, null, null),
    REAL(Family.APPROXIMATE, Types.REAL, Float.class, 7, 15, null, null),
    FLOAT(Family.APPROXIMATE, Types.FLOAT, Double.class, 15, 24, null, null),
    DOUBLE(Family.APPROXIMATE, Types.DOUBLE, Double.class, 15, 24, null, null),
    CHAR(Family.TEXT, Types.CHAR, String.class, Integer.MAX_VALUE, Integer.MAX_VALUE, "'", "'"),
    VARCHAR(Family.TEXT, Types.VARCHAR, String.class, Integer.MAX_VALUE, Integer.MAX_VALUE, "'", "'"),
    BINARY(Family.BINARY, Types.BINARY, byte[].class, Integer.MAX_VALUE, Integer.MAX_VALUE, "X'", "'"),
    VARBINARY(Family.BINARY, Types.VARBINARY, byte[].class, Integer.MAX_VALUE, Integer.MAX_VALUE, "X'", "'"),
    DATE(Family.DATE, Types.DATE, java.sql.Date.class, 10, 10, "DATE '", "'"),
    TIME(Family.TIME, Types.TIME, java.sql.Time.class, 8, 8, "TIME '", "'"),
    TIMESTAMP(Family.TIMESTAMP, Types.TIMESTAMP, java.sql.Timestamp.class, 19, 19, "TIMESTAMP '", "'"),
    INTERVAL_MONTHS(Family.MONTHS, Types.OTHER, String.class, 10, 12, "INTERVAL '", "'"),
    INTERVAL_MILLIS(Family.MILLIS, Types.OTHER, String.class, 19, 28, "INTERVAL '", "'"),
    ARRAY(Family.ARRAY, Types.ARRAY, java.sql.Array.class, 0, ValueType.UNBOUNDED, null, null),
    NULL(Family.OTHER, Types.NULL, Object.class, 0, 4, null, null),
    OTHER(Family.OTHER, Types.OTHER, Object.class, 0, ValueType.UNBOUNDED, null, null);

    /** Types with the same conversions. */
    enum Family {
        BOOLEAN,
        INTEGER,
        DECIMAL,
        APPROXIMATE,
        TEXT,
        BINARY,
        DATE,
        TIME,
        TIMESTAMP,
        /** Intervals in months. */
        MONTHS,
        /** Intervals in milliseconds. */
        MILLIS,
        ARRAY,
        OTHER;

        boolean isNumeric() {
            return this == INTEGER || this == DECIMAL || this == APPROXIMATE;
        }

        boolean isInterval() {
            return this == MONTHS || this == MILLIS;
        }

        /** Whether the engine can cast this family to {@code other}, which must have a type code for CONVERT. */
        boolean convertsTo(Family other) {
            return switch (other) {
                case BOOLEAN -> this == BOOLEAN || this == TEXT || isNumeric();
                case INTEGER -> this == BOOLEAN || this == TEXT || this == TIMESTAMP || isNumeric();
                case DECIMAL, APPROXIMATE -> this == TEXT || this == TIMESTAMP || isNumeric();
                case TEXT -> this != ARRAY && this != OTHER;
                case BINARY -> this == BINARY || this == TEXT || this == INTEGER;
                case DATE -> this == DATE || this == TEXT || this == TIMESTAMP;
                case TIME -> this == TIME || this == TEXT || this == TIMESTAMP;
                case TIMESTAMP -> this == TIMESTAMP || this == TEXT || this == DATE || this == TIME || isNumeric();
                case MONTHS, MILLIS, ARRAY, OTHER -> false;
            };
        }
    }

    private static final int MAX_FRACTION_OF_SECOND = 3;

    /** The reported size of types without a limit: larger than any record of a report. */
    private static final int UNBOUNDED = 1 << 20;

    private final Family family;
    private final int jdbcType;
    private final Class<?> javaClass;
    private final int maxSize;
    private final int maxDisplaySize;
    private final @Nullable String literalPrefix;
    private final @Nullable String literalSuffix;

    ValueType(
            Family family,
            int jdbcType,
            Class<?> javaClass,
            int maxSize,
            int maxDisplaySize,
            @Nullable String literalPrefix,
            @Nullable String literalSuffix) {
        this.family = family;
        this.jdbcType = jdbcType;
        this.javaClass = javaClass;
        this.maxSize = maxSize;
        this.maxDisplaySize = maxDisplaySize;
        this.literalPrefix = literalPrefix;
        this.literalSuffix = literalSuffix;
    }

    static ValueType of(SqlTypeName name) {
        return switch (name) {
            case BOOLEAN -> BOOLEAN;
            case TINYINT -> TINYINT;
            case SMALLINT, UTINYINT -> SMALLINT;
            case INTEGER, USMALLINT -> INTEGER;
            case BIGINT, UINTEGER -> BIGINT;
            case DECIMAL, UBIGINT -> DECIMAL;
            case REAL -> REAL;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case CHAR -> CHAR;
            case VARCHAR, SYMBOL -> VARCHAR;
            case BINARY -> BINARY;
            case VARBINARY -> VARBINARY;
            case DATE -> DATE;
            case TIME, TIME_WITH_LOCAL_TIME_ZONE -> TIME;
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TIMESTAMP;
            case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> INTERVAL_MONTHS;
            case ARRAY, MULTISET -> ARRAY;
            case NULL -> NULL;
            default -> SqlTypeName.DAY_INTERVAL_TYPES.contains(name) ? INTERVAL_MILLIS : OTHER;
        };
    }

    static ValueType of(ResultColumn column) {
        return of(column.type());
    }

    Family family() {
        return family;
    }

    /** The type code in {@link Types}. */
    int jdbcType() {
        return jdbcType;
    }

    /** The class of the values that {@code getObject} returns. */
    Class<?> javaClass() {
        return javaClass;
    }

    /** The maximum of {@link #size}. */
    int maxSize() {
        return maxSize + fraction(family == Family.TIME || family == Family.TIMESTAMP ? maxFractionDigits() : 0);
    }

    /** The maximum number of fractional digits, including those of seconds. */
    int maxFractionDigits() {
        return switch (family) {
            case DECIMAL -> maxSize;
            case TIME, TIMESTAMP, MILLIS -> MAX_FRACTION_OF_SECOND;
            default -> 0;
        };
    }

    @Nullable
    String literalPrefix() {
        return literalPrefix;
    }

    @Nullable
    String literalSuffix() {
        return literalSuffix;
    }

    /** The name of the type in SQL, without the units of an interval and the type of elements. */
    String sqlName() {
        return switch (this) {
            case INTERVAL_MONTHS -> "INTERVAL YEAR TO MONTH";
            case INTERVAL_MILLIS -> "INTERVAL DAY TO SECOND";
            default -> name();
        };
    }

    /** The name of the type in SQL, without precision. */
    static String sqlName(SqlTypeName name, @Nullable SqlTypeName componentType) {
        ValueType type = of(name);
        if (type.family.isInterval()) {
            return "INTERVAL " + name.getStartUnit()
                    + (name.getStartUnit() == name.getEndUnit() ? "" : " TO " + name.getEndUnit());
        }
        if (type == ARRAY) {
            return (componentType == null ? "" : sqlName(componentType, null) + " ") + name.getName();
        }
        return type == OTHER ? name.getName() : type.name();
    }

    /** COLUMN_SIZE and {@code getPrecision}: digits of a number, bytes of a binary, characters of other types. */
    int size(int precision) {
        return switch (family) {
            case DECIMAL -> precision > 0 ? precision : maxSize;
            case TEXT, BINARY -> precision < 0 ? UNBOUNDED : Math.max(precision, 1);
            case TIME, TIMESTAMP -> maxSize + fraction(precision);
            default -> maxSize;
        };
    }

    /** The number of fractional digits, including those of seconds. */
    int fractionDigits(int precision, int scale) {
        return switch (family) {
            case DECIMAL -> scale;
            case TIME, TIMESTAMP -> Math.max(precision, 0);
            default -> 0;
        };
    }

    int displaySize(int precision, int scale) {
        return switch (family) {
            case DECIMAL -> size(precision) + (scale > 0 ? 2 : 1);
            case TEXT -> size(precision);
            case BINARY -> (int) Math.min(2L * size(precision), Integer.MAX_VALUE);
            case TIME, TIMESTAMP -> maxDisplaySize + fraction(precision);
            default -> maxDisplaySize;
        };
    }

    private static int fraction(int precision) {
        return precision > 0 ? 1 + precision : 0;
    }
}
