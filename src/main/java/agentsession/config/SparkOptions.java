package agentsession.config;

import java.util.Locale;
import java.util.Set;

/**
 * The options of Apache Spark's JDBC source. Spark passes options that it does not know to the driver, and with them some
 * of its own: a table that was created with {@code USING jdbc} has a {@code path}, and other versions of Spark have other
 * options.
 */
final class SparkOptions {
    private static final Set<String> NAMES = Set.of(
            "batchsize",
            "cascadetruncate",
            "connectionprovider",
            "createtablecolumntypes",
            "createtableoptions",
            "customschema",
            "dbtable",
            "driver",
            "fetchsize",
            "hint",
            "isolationlevel",
            "keytab",
            "lowerbound",
            "numpartitions",
            "partitioncolumn",
            "path",
            "prefertimestampntz",
            "preparequery",
            "principal",
            "pushdownaggregate",
            "pushdownlimit",
            "pushdownoffset",
            "pushdownpredicate",
            "pushdowntablesample",
            "query",
            "querytimeout",
            "refreshkrb5config",
            "serialization.format",
            "sessioninitstatement",
            "tablecomment",
            "truncate",
            "upperbound",
            "url");

    private SparkOptions() {}

    /** Whether it is the name of an option, in any case. */
    static boolean contains(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
