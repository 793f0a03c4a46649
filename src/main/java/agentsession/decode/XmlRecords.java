package agentsession.decode;

import agentsession.error.DriverException;
import agentsession.report.ReportColumn;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The records of an XML body. The layout is not documented, so a record is any element with a {@code Login DTS}, in one of
 * the forms in {@link XmlElement}. Ambiguous elements are errors: an element with two columns but no {@code Login DTS},
 * and a record within a record.
 *
 * <p>The cells of a record are those of the required columns, in that order. Document type declarations are rejected, so
 * the only entities are those of XML itself.
 */
final class XmlRecords implements ReportRecords {
    private static final int MAX_EXCERPT = 300;
    private static final int MAX_NAME_EXCERPT = 100;

    /** The maximum nesting of elements. */
    private static final int MAX_DEPTH = 100;

    private final BodyText text;
    private final ReportWarnings warnings;
    private final ReportErrors errors;
    /** The names and messages of previous warnings, to avoid repetition. */
    private final Set<String> warned = new HashSet<>();

    private final Map<String, @Nullable ReportColumn> names = new HashMap<>();
    private final Deque<XmlElement> open = new ArrayDeque<>();
    /** The text since the last tag. */
    private final StringBuilder characters = new StringBuilder();

    private List<ReportColumn> required = List.of();
    private final Set<ReportColumn> neverMissing = EnumSet.noneOf(ReportColumn.class);
    private @Nullable XMLStreamReader xml;
    private boolean hasText;
    private long number;

    XmlRecords(BodyText text, ReportWarnings warnings, ReportErrors errors) {
        this.text = text;
        this.warnings = warnings;
        this.errors = errors;
        // There is no header, so the limit is that of a record.
        text.recordRead();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public List<ColumnDecoder> begin(List<ReportColumn> columns) {
        required = List.copyOf(columns);
        neverMissing.addAll(columns);
        return IntStream.range(0, columns.size())
                .mapToObj(index -> new ColumnDecoder(columns.get(index), index, index))
                .toList();
    }

    @Override
    public @Nullable ReportRecord next() throws IOException {
        try {
            XMLStreamReader xml = xml();
            while (xml.hasNext()) {
                switch (event(xml)) {
                    case XMLStreamConstants.START_ELEMENT -> startElement(xml);
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> appendText(xml);
                    case XMLStreamConstants.DTD -> throw errors.noReport(text, "it has a document type declaration");
                    case XMLStreamConstants.END_ELEMENT -> {
                        XmlElement record = endElement();
                        if (record != null) {
                            return new TextRecord(cells(record));
                        }
                    }
                    default -> {
                        // Ignore comments and processing instructions.
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        if (number == 0 && hasText) {
            throw errors.noReport(text, "it has no element with a " + ReportColumn.LOGIN_DTS.header());
        }
        return null;
    }

    /** For some errors the JDK's parser has no message, and throws MissingResourceException instead. */
    private static int event(XMLStreamReader xml) throws XMLStreamException {
        try {
            return xml.next();
        } catch (RuntimeException e) {
            throw new XMLStreamException(e);
        }
    }

    private XMLStreamReader xml() throws IOException, XMLStreamException {
        XMLStreamReader xml = this.xml;
        if (xml == null) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            xml = factory.createXMLStreamReader(new NonClosingReader(text));
            this.xml = xml;
            String encoding = xml.getCharacterEncodingScheme();
            if (encoding != null && !encoding.equalsIgnoreCase("US-ASCII") && !isCharset(encoding)) {
                throw errors.noReport(
                        text,
                        "it declares an encoding other than " + text.charset().name());
            }
        }
        return xml;
    }

    private boolean isCharset(String encoding) {
        return encoding.equalsIgnoreCase(text.charset().name())
                || text.charset().aliases().stream().anyMatch(encoding::equalsIgnoreCase);
    }

    private void startElement(XMLStreamReader xml) throws IOException {
        String name = xml.getLocalName();
        XmlElement parent = open.peek();
        if (parent != null) {
            parent.startChild();
        } else if (name.equalsIgnoreCase("html")) {
            throw errors.noReport(text, "it is a web page");
        }
        if (open.size() == MAX_DEPTH) {
            throw errors.noReport(text, "it has more than " + MAX_DEPTH + " nested elements");
        }
        XmlElement element = new XmlElement(name, column(name));
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String attribute = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            element.attribute(attribute, column(attribute), value);
            hasText |= !value.isBlank();
        }
        open.push(element);
        characters.setLength(0);
    }

    private void appendText(XMLStreamReader xml) {
        characters.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        hasText |= number == 0 && !xml.getText().isBlank();
    }

    /** Returns the element that ends, if it is a record. */
    private @Nullable XmlElement endElement() {
        XmlElement element = open.pop();
        XmlElement parent = open.peek();
        boolean record = isRecord(element);
        if (parent != null) {
            if (record) {
                parent.endRow();
            } else {
                parent.endChild(element, characters.toString());
            }
        }
        characters.setLength(0);
        return record ? element : null;
    }

    private boolean isRecord(XmlElement element) {
        Map<ReportColumn, String> values = element.values();
        if (values.size() < 2 && !values.containsKey(ReportColumn.LOGIN_DTS)) {
            return false;
        }
        String quoted = "the element <" + element.name() + ">";
        if (values.values().stream().allMatch(String::isEmpty)) {
            warnOnce("In the report, " + quoted + " names columns but has no values, so it is not a row.");
            return false;
        }
        if (!values.containsKey(ReportColumn.LOGIN_DTS)) {
            throw errors.invalid(
                    number + 1,
                    "is ambiguous: " + quoted + " has " + values.keySet() + " but no " + ReportColumn.LOGIN_DTS.header()
                            + ".",
                    null);
        }
        if (element.containsRow()) {
            throw errors.invalid(number + 1, "is ambiguous: " + quoted + " is a row that contains rows.", null);
        }
        return true;
    }

    private @Nullable String[] cells(XmlElement record) {
        text.recordRead();
        number++;
        warn(record);
        return required.stream().map(record.values()::get).toArray(String[]::new);
    }

    private void warn(XmlElement record) {
        record.unknown().forEach((name, displayName) -> {
            if (warned.add(name)) {
                warnings.accept("The report's element or attribute " + errors.excerpt(displayName, MAX_NAME_EXCERPT)
                        + " is unknown and ignored.");
            }
        });
        for (ReportColumn column : record.repeated()) {
            warnOnce("The report has the column " + column.header() + " more than once; only the first is used.");
        }
        neverMissing.removeIf(column -> {
            boolean missing = !record.values().containsKey(column);
            if (missing) {
                warnings.missing(
                        column,
                        "Record " + number + " of the report has no column " + column.header() + "; " + column
                                + " is NULL where it is missing.");
            }
            return missing;
        });
    }

    private void warnOnce(String warning) {
        if (warned.add(warning)) {
            warnings.accept(warning);
        }
    }

    /** The column with the name of an element or attribute. */
    private @Nullable ReportColumn column(String name) throws IOException {
        if (names.containsKey(name)) {
            return names.get(name);
        }
        if (names.size() == ReportHeader.MAX_COLUMNS) {
            throw errors.noReport(
                    text,
                    "it has more than " + ReportHeader.MAX_COLUMNS + " different names of elements and attributes");
        }
        ReportColumn column = ReportHeader.column(name);
        names.put(name, column);
        return column;
    }

    private DriverException failure(XMLStreamException e) throws IOException {
        if (text.isEnded()) {
            return names.isEmpty() && !text.beginning().stripLeading().startsWith("<")
                    ? errors.noReport(text, "it is not XML")
                    : errors.cutOff(position(), number);
        }
        Throwable nested = e.getNestedException();
        if (nested instanceof BodyText.TooLongException tooLong) {
            return errors.tooLong(number + 1, tooLong);
        }
        if (nested instanceof IOException failure) {
            throw failure;
        }
        return number == 0
                ? errors.noReport(text, "it is malformed XML")
                : errors.invalid(number + 1, "is malformed XML: " + reason(e), e);
    }

    private String position() {
        XmlElement innermost = open.peek();
        if (innermost != null) {
            return "inside the element <" + innermost.name() + ">";
        }
        return names.isEmpty() ? "before its first element" : "after its last element";
    }

    /** The message of the parser, without the position that precedes it. */
    private String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf("Message: ");
        return errors.excerpt(start < 0 ? message : message.substring(start + "Message: ".length()), MAX_EXCERPT);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /** Ignores the parser's close at the end of input, which would look like a premature close of the report. */
    private static final class NonClosingReader extends FilterReader {
        NonClosingReader(Reader in) {
            super(in);
        }

        @Override
        public void close() {
            // XmlRecords closes the text.
        }
    }
}
