package agentsession.query;

import java.util.regex.Pattern;

/** What Calcite says, as far as it is fit for who writes SQL. */
final class EngineMessages {
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    /** Words that mean something to who knows the insides of Calcite or Java alone. */
    private static final Pattern INSIDES = Pattern.compile("\\b(?:java|javax|jdk|org|com)\\.\\w"
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

    /** The message with SQL's names for what Calcite calls otherwise. */
    static String tidied(String message) {
        String words = CHARACTER_SET.matcher(message).replaceAll("");
        words = NULLABILITY.matcher(words).replaceAll("$1");
        words = RECORD.matcher(words).replaceAll("row");
        words = SUB_QUERY.matcher(words).replaceAll("sub-query");
        return words.replace("_WITH_LOCAL_TIME_ZONE", " WITH LOCAL TIME ZONE");
    }

    /** Whether a message, but for what it quotes, speaks of insides. */
    static boolean speakOfInsides(String message) {
        return INSIDES.matcher(QUOTED.matcher(message).replaceAll("''")).find();
    }
}
