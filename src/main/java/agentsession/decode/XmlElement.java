package agentsession.decode;

import agentsession.report.ReportColumn;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An element of a document and the columns' values that it carries, each in an attribute or a child that is called as
 * the column, or in a child whose attribute {@code name} says so. Such a child's value is its attribute {@code value}
 * if it has one, else its text; a child that has children itself is no value. Most elements are values, so that what
 * only others need is made when they need it.
 */
final class XmlElement {
    private final String name;
    private final @Nullable ReportColumn namesake;
    private Map<ReportColumn, String> values = Map.of();
    private Set<ReportColumn> repeated = Set.of();
    private Map<String, String> others = Map.of();
    private @Nullable String label;
    private @Nullable String value;
    private boolean hasChildren;
    private boolean holdsRow;

    /** @param namesake the column that the element is called as, null if none */
    XmlElement(String name, @Nullable ReportColumn namesake) {
        this.name = name;
        this.namesake = namesake;
    }

    /** @param column the column that the attribute is called as, null if none */
    void attribute(String attribute, @Nullable ReportColumn column, String text) {
        if (column != null) {
            carry(column, text);
            return;
        }
        other(attribute, attribute);
        if (attribute.equalsIgnoreCase("name")) {
            label = text;
        } else if (attribute.equalsIgnoreCase("value")) {
            value = text;
        }
    }

    void childBegins() {
        hasChildren = true;
    }

    /** @param text what the child holds, if it has no children */
    void childEnds(XmlElement child, String text) {
        ReportColumn column = child.cellOf();
        if (column == null) {
            other(child.name, child.label == null ? child.name : child.label);
        } else {
            carry(column, child.value == null ? text : child.value);
        }
        holdsRow |= child.holdsRow;
    }

    void rowEnds() {
        holdsRow = true;
    }

    private @Nullable ReportColumn cellOf() {
        if (hasChildren) {
            return null;
        }
        return namesake == null && label != null ? ReportHeader.column(label) : namesake;
    }

    private void carry(ReportColumn column, String text) {
        if (values.isEmpty()) {
            values = new EnumMap<>(ReportColumn.class);
        }
        if (values.putIfAbsent(column, text) != null) {
            repeated = EnumSet.of(column, repeated.toArray(ReportColumn[]::new));
        }
    }

    private void other(String called, String shown) {
        if (others.isEmpty()) {
            others = new LinkedHashMap<>();
        }
        others.putIfAbsent(called, shown);
    }

    String name() {
        return name;
    }

    /** Whether one of the elements within is a row. */
    boolean holdsRow() {
        return holdsRow;
    }

    Map<ReportColumn, String> values() {
        return values;
    }

    /** Columns of which there is more than one value; the first counts. */
    Set<ReportColumn> repeated() {
        return repeated;
    }

    /** Attributes and children that carry no column: what they are called, and what they call themselves. */
    Map<String, String> others() {
        return others;
    }
}
