package agentsession.query;

import java.util.regex.Pattern;

/** Removes Calcite's internals from its messages. */
final class EngineMessages {
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    /** Internals of Calcite and Java. */
    private static final Pattern INTERNALS = Pattern.compile("\\b(?:java|javax|jdk|org|com)\\.\\w"
            + "|\\b(?:Logical|Enumerable|Jdbc|RelOpt|RelNode|RelSubset|Rex|Sql|Linq4j)[A-Z]\\w*"
            + "|\\bENUMERABLE\\b|\\bRecordType\\(|\\bSarg\\[|\\bSEARCH\\("
            + "|\\$[A-Z_]+\\(|\\$[a-z]*\\d|\\bexpr#|\\brel#|\\browcount\\b"
            + "|\\bCHARACTER SET\\b|\\bCOLLATE\\b|\\bTIMESTAMP_WITH"
            + "|\\b\\w+(?:Exception|Error)\\b|\\bout of bounds\\b|\\b[a-z]+[A-Z]\\w*\\b"
            + "|\\bcast to class\\b|\\bbecause the return value\\b|\\bbecause <local");

    private static final Pattern CHARACTER_SET =
            Pattern.compile(" CHARACTER SET \"?[\\w-]+\"?| COLLATE \"?[\\w$-]+\"?");
    private static final Pattern NULLABILITY = Pattern.compile("(\\btype [A-Z_ ]+(?:\\([\\d, ]*\\))?) NOT NULL");
    private static final Pattern RECORD = Pattern.compile("RecordType\\((?:[^()]|\\([^()]*\\))*\\)");
    private static final Pattern SUB_QUERY = Pattern.compile("\\$SCALAR_QUERY\\b");

    private EngineMessages() {}

    /** Replaces Calcite's terms by those of SQL. */
    static String clean(String message) {
        String cleaned = CHARACTER_SET.matcher(message).replaceAll("");
        cleaned = NULLABILITY.matcher(cleaned).replaceAll("$1");
        cleaned = RECORD.matcher(cleaned).replaceAll("row");
        cleaned = SUB_QUERY.matcher(cleaned).replaceAll("sub-query");
        return cleaned.replace("_WITH_LOCAL_TIME_ZONE", " WITH LOCAL TIME ZONE");
    }

    /** Whether a message, except for its quotes, mentions internals. */
    static boolean mentionInternals(String message) {
        return INTERNALS.matcher(QUOTED.matcher(message).replaceAll("''")).find();
    }
}
