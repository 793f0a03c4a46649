package agentsession.decode;

import agentsession.report.ReportColumn;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An element and the values of its columns. A value is in an attribute or a child element with the name of the column, or
 * in a child element whose attribute {@code name} is the name of the column. The value of a child is its attribute
 * {@code value}, if present, or its text; a child with children has no value. Most elements are such children, so the
 * collections are created on demand.
 */
final class XmlElement {
    private final String name;
    private final @Nullable ReportColumn column;
    private Map<ReportColumn, String> values = Map.of();
    private Set<ReportColumn> repeated = Set.of();
    private Map<String, String> unknown = Map.of();
    private @Nullable String nameAttribute;
    private @Nullable String valueAttribute;
    private boolean hasChildren;
    private boolean containsRow;

    /** @param column the column with the name of the element, null if none */
    XmlElement(String name, @Nullable ReportColumn column) {
        this.name = name;
        this.column = column;
    }

    /** @param column the column with the name of the attribute, null if none */
    void attribute(String attribute, @Nullable ReportColumn column, String text) {
        if (column != null) {
            putValue(column, text);
            return;
        }
        putUnknown(attribute, attribute);
        if (attribute.equalsIgnoreCase("name")) {
            nameAttribute = text;
        } else if (attribute.equalsIgnoreCase("value")) {
            valueAttribute = text;
        }
    }

    void startChild() {
        hasChildren = true;
    }

    /** @param text the text of the child, if it has no children */
    void endChild(XmlElement child, String text) {
        ReportColumn column = child.valueColumn();
        if (column == null) {
            putUnknown(child.name, child.nameAttribute == null ? child.name : child.nameAttribute);
        } else {
            putValue(column, child.valueAttribute == null ? text : child.valueAttribute);
        }
        containsRow |= child.containsRow;
    }

    void endRow() {
        containsRow = true;
    }

    private @Nullable ReportColumn valueColumn() {
        if (hasChildren) {
            return null;
        }
        return column == null && nameAttribute != null ? ReportHeader.column(nameAttribute) : column;
    }

    private void putValue(ReportColumn column, String text) {
        if (values.isEmpty()) {
            values = new EnumMap<>(ReportColumn.class);
        }
        if (values.putIfAbsent(column, text) != null) {
            repeated = EnumSet.of(column, repeated.toArray(ReportColumn[]::new));
        }
    }

    private void putUnknown(String name, String displayName) {
        if (unknown.isEmpty()) {
            unknown = new LinkedHashMap<>();
        }
        unknown.putIfAbsent(name, displayName);
    }

    String name() {
        return name;
    }

    /** Whether a descendant is a row. */
    boolean containsRow() {
        return containsRow;
    }

    Map<ReportColumn, String> values() {
        return values;
    }

    /** Columns with more than one value, of which the first is used. */
    Set<ReportColumn> repeated() {
        return repeated;
    }

    /** The names of attributes and children that are not columns, with their names for messages. */
    Map<String, String> unknown() {
        return unknown;
    }
}
