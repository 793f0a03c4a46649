package agentsession.report;

/**
 * The form in which the service is to send a report.
 *
 * @param delimiter what parts the cells, where that form is CSV
 */
public record ReportFormat(ReturnType returnType, Delimiter delimiter) {
    /** What the contract's example asks for. */
    public static final ReportFormat CSV = new ReportFormat(ReturnType.CSV, Delimiter.COMMA);

    /** {@code returnType}, named as the service names it. */
    public enum ReturnType {
        CSV,
        XML
    }

    /** {@code delimiter}, named as the service names it. */
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
