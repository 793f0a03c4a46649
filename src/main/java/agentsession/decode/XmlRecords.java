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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The records of a body in XML, whose layout no one has written down: a record is an element that carries a {@code Login
 * DTS}, as {@link XmlElement} says how. Whatever else looks like a record is an error, since it may be one: an element
 * that carries two columns and no {@code Login DTS}, a record within a record.
 *
 * <p>The cells are those that are wanted, in that order. Document type declarations, and so all entities but XML's own, are refused.
 */
final class XmlRecords implements ReportRecords {
    private static final int SHOWN = 300;
    private static final int SHOWN_OF_NAME = 100;

    /** Elements within each other. */
    private static final int MAX_DEPTH = 100;

    private final BodyText text;
    private final Consumer<String> warnings;
    private final ReportErrors errors;
    /** Names and whole warnings: of each there is one. */
    private final Set<String> warnedOf = new HashSet<>();

    private final Map<String, @Nullable ReportColumn> names = new HashMap<>();
    private final Deque<XmlElement> open = new ArrayDeque<>();
    /** The text since the last tag. */
    private final StringBuilder gathered = new StringBuilder();

    private List<ReportColumn> wanted = List.of();
    private final Set<ReportColumn> notYetMissed = EnumSet.noneOf(ReportColumn.class);
    private @Nullable XMLStreamReader xml;
    private boolean hasWords;
    private long number;

    XmlRecords(BodyText text, Consumer<String> warnings, ReportErrors errors) {
        this.text = text;
        this.warnings = warnings;
        this.errors = errors;
        // There is no header, which would have to be short.
        text.recordRead();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public List<ColumnDecoder> begin(List<ReportColumn> columns) {
        wanted = List.copyOf(columns);
        notYetMissed.addAll(columns);
        return IntStream.range(0, columns.size())
                .mapToObj(place -> new ColumnDecoder(columns.get(place), place, place))
                .toList();
    }

    @Override
    public @Nullable String @Nullable [] next() throws IOException {
        try {
            XMLStreamReader xml = xml();
            while (xml.hasNext()) {
                switch (event(xml)) {
                    case XMLStreamConstants.START_ELEMENT -> elementBegins(xml);
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> gather(xml);
                    case XMLStreamConstants.DTD -> throw errors.noReport(text, "it has a document type declaration");
                    case XMLStreamConstants.END_ELEMENT -> {
                        XmlElement record = elementEnds();
                        if (record != null) {
                            return cells(record);
                        }
                    }
                    default -> {
                        // Comments and processing instructions say nothing.
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        if (number == 0 && hasWords) {
            throw errors.noReport(text, "it holds no element that carries a " + ReportColumn.LOGIN_DTS.header());
        }
        return null;
    }

    /** For some of its errors the JDK's parser has no words, which it fails to find. */
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
            xml = factory.createXMLStreamReader(new LeftOpen(text));
            this.xml = xml;
            String encoding = xml.getCharacterEncodingScheme();
            if (encoding != null && !encoding.equalsIgnoreCase("US-ASCII") && !isCharset(encoding)) {
                throw errors.noReport(
                        text,
                        "it declares another encoding than " + text.charset().name());
            }
        }
        return xml;
    }

    private boolean isCharset(String encoding) {
        return encoding.equalsIgnoreCase(text.charset().name())
                || text.charset().aliases().stream().anyMatch(encoding::equalsIgnoreCase);
    }

    private void elementBegins(XMLStreamReader xml) throws IOException {
        String name = xml.getLocalName();
        XmlElement parent = open.peek();
        if (parent != null) {
            parent.childBegins();
        } else if (name.equalsIgnoreCase("html")) {
            throw errors.noReport(text, "it is a web page");
        }
        if (open.size() == MAX_DEPTH) {
            throw errors.noReport(text, "it has more than " + MAX_DEPTH + " elements within each other");
        }
        XmlElement element = new XmlElement(name, column(name));
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String attribute = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            element.attribute(attribute, column(attribute), value);
            hasWords |= !value.isBlank();
        }
        open.push(element);
        gathered.setLength(0);
    }

    private void gather(XMLStreamReader xml) {
        gathered.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        hasWords |= number == 0 && !xml.getText().isBlank();
    }

    /** The element that ends, if it is a record. */
    private @Nullable XmlElement elementEnds() {
        XmlElement element = open.pop();
        XmlElement parent = open.peek();
        boolean record = isRecord(element);
        if (parent != null) {
            if (record) {
                parent.rowEnds();
            } else {
                parent.childEnds(element, gathered.toString());
            }
        }
        gathered.setLength(0);
        return record ? element : null;
    }

    private boolean isRecord(XmlElement element) {
        Map<ReportColumn, String> values = element.values();
        if (values.size() < 2 && !values.containsKey(ReportColumn.LOGIN_DTS)) {
            return false;
        }
        String shown = "the element <" + element.name() + ">";
        if (values.values().stream().allMatch(String::isEmpty)) {
            warnOnce("In the report, " + shown + " names columns but has no values, so it is no row.");
            return false;
        }
        if (!values.containsKey(ReportColumn.LOGIN_DTS)) {
            throw errors.broken(
                    number + 1,
                    "cannot be told: " + shown + " carries " + values.keySet() + " and no "
                            + ReportColumn.LOGIN_DTS.header() + ".",
                    null);
        }
        if (element.holdsRow()) {
            throw errors.broken(number + 1, "cannot be told: " + shown + " is a row that holds rows.", null);
        }
        return true;
    }

    private @Nullable String[] cells(XmlElement record) {
        text.recordRead();
        number++;
        warn(record);
        return wanted.stream().map(record.values()::get).toArray(String[]::new);
    }

    private void warn(XmlElement record) {
        record.others().forEach((name, shown) -> {
            if (warnedOf.add(name)) {
                warnings.accept("The report's element or attribute " + errors.excerpt(shown, SHOWN_OF_NAME)
                        + " is unknown and skipped.");
            }
        });
        for (ReportColumn column : record.repeated()) {
            warnOnce("The report has the column " + column.header() + " more than once; the first is read.");
        }
        notYetMissed.removeIf(column -> {
            boolean missing = !record.values().containsKey(column);
            if (missing) {
                warnings.accept("Record " + number + " of the report has no column " + column.header() + "; " + column
                        + " reads NULL where it is missing.");
            }
            return missing;
        });
    }

    private void warnOnce(String warning) {
        if (warnedOf.add(warning)) {
            warnings.accept(warning);
        }
    }

    /** The column that an element or attribute is called as. */
    private @Nullable ReportColumn column(String name) throws IOException {
        if (names.containsKey(name)) {
            return names.get(name);
        }
        if (names.size() == ReportHeader.MAX_COLUMNS) {
            throw errors.noReport(
                    text, "it has more than " + ReportHeader.MAX_COLUMNS + " names of elements and attributes");
        }
        ReportColumn column = ReportHeader.column(name);
        names.put(name, column);
        return column;
    }

    private DriverException failure(XMLStreamException e) throws IOException {
        if (text.isEnded()) {
            return names.isEmpty() && !text.beginning().stripLeading().startsWith("<")
                    ? errors.noReport(text, "it is no XML")
                    : errors.cutOff(whereItEnds(), number);
        }
        Throwable nested = e.getNestedException();
        if (nested instanceof BodyText.TooLongException tooLong) {
            return errors.tooLong(number + 1, tooLong);
        }
        if (nested instanceof IOException broken) {
            throw broken;
        }
        return number == 0
                ? errors.noReport(text, "it is no well-formed XML")
                : errors.broken(number + 1, "is no well-formed XML: " + reason(e), e);
    }

    private String whereItEnds() {
        XmlElement innermost = open.peek();
        if (innermost != null) {
            return "inside the element <" + innermost.name() + ">";
        }
        return names.isEmpty() ? "before its first element" : "behind its last element";
    }

    /** What the parser says, without the place that it says first. */
    private String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf("Message: ");
        return errors.excerpt(start < 0 ? message : message.substring(start + "Message: ".length()), SHOWN);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /** A parser closes what it has read to the end, and then nothing could tell the end from a closed report. */
    private static final class LeftOpen extends FilterReader {
        LeftOpen(Reader in) {
            super(in);
        }

        @Override
        public void close() {
            // The records close their text.
        }
    }
}
