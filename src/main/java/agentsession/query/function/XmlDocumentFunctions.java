package agentsession.query.function;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.text.Truncation;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.runtime.XmlFunctions;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Functions that read an XML document. For a malformed one, those of Calcite print the error to {@code System.err}; here
 * it is in the exception. Public for the code that Calcite generates.
 */
@Strict
public final class XmlDocumentFunctions {
    private static final int MAX_QUOTE = 60;
    private static final CalciteThreadLocal TRANSFORMERS =
            CalciteThreadLocal.of(XmlFunctions.class.getName(), "TRANSFORMER_FACTORY");

    private XmlDocumentFunctions() {}

    /** EXTRACTVALUE. */
    public static String value(String xml, String xpath) {
        check("EXTRACTVALUE", xml);
        return XmlFunctions.extractValue(xml, xpath);
    }

    /** EXTRACT of Oracle. */
    public static String fragment(String xml, String xpath) {
        check("EXTRACT", xml);
        return TRANSFORMERS.during(() -> XmlFunctions.extractXml(xml, xpath));
    }

    /** EXTRACT of Oracle with namespaces. */
    public static String fragment(String xml, String xpath, String namespaces) {
        check("EXTRACT", xml);
        return TRANSFORMERS.during(() -> XmlFunctions.extractXml(xml, xpath, namespaces));
    }

    /** EXISTSNODE: 0 or 1. */
    public static int exists(String xml, String xpath) {
        check("EXISTSNODE", xml);
        return XmlFunctions.existsNode(xml, xpath);
    }

    /** EXISTSNODE with namespaces. */
    public static int exists(String xml, String xpath, String namespaces) {
        check("EXISTSNODE", xml);
        return XmlFunctions.existsNode(xml, xpath, namespaces);
    }

    /** XMLTRANSFORM. */
    public static String transformed(String xml, String stylesheet) {
        return TRANSFORMERS.during(() -> XmlFunctions.xmlTransform(xml, stylesheet));
    }

    private static void check(String function, String xml) {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            // The handler throws fatal errors.
            factory.newSAXParser().parse(new InputSource(new StringReader(xml)), new DefaultHandler());
        } catch (SAXException | IOException e) {
            throw new DriverException(
                    SqlState.DATA_EXCEPTION,
                    "%s requires an XML document without DOCTYPE, not '%s': %s"
                            .formatted(function, Truncation.truncate(xml, MAX_QUOTE), e.getMessage()),
                    e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
