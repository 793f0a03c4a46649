package agentsession;

import agentsession.jdbc.AgentSessionDriver;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URL;
import java.util.List;

/** The classes that rules are about. */
final class ImportedClasses {
    private static final URL SHIPPED = location(AgentSessionDriver.class);

    /** All classes, tests included. */
    static final JavaClasses ALL =
            new ClassFileImporter().importUrls(List.of(SHIPPED, location(ImportedClasses.class)));

    /** What lies where the driver does, which is what is shipped. */
    static final JavaClasses PRODUCT = ALL.that(DescribedPredicate.describe("are shipped", ImportedClasses::isShipped));

    private ImportedClasses() {}

    static boolean isShipped(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().toString().contains(SHIPPED.getPath()))
                .orElse(false);
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
