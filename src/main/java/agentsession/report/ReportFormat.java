package agentsession.report;

/**
 * The format of a report.
 *
 * @param delimiter the field delimiter of CSV
 */
public record ReportFormat(ReturnType returnType, Delimiter delimiter) {
    /** The format in the contract's example. */
    public static final ReportFormat CSV = new ReportFormat(ReturnType.CSV, Delimiter.COMMA);

    /** The values of {@code returnType}. */
    public enum ReturnType {
        CSV,
        XML
    }

    /** The values of {@code delimiter}. */
    public enum Delimiter {
        COMMA(','),
        PIPE('|'),
        TAB('\t');

        private final char character;

        Delimiter(char character) {
            this.character = character;
        }

        public char character() {
            return character;
        }
    }
}
