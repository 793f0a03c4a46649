package agentsession.query.calcite;

import agentsession.text.Json;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JSON functions share their buffers between threads. Otherwise each thread that calls one keeps buffers, and
 * with them the class loader of the driver, until the JVM lacks memory.
 *
 * <p>Calcite: not reported.
 */
public final class JsonBuffers {
    private JsonBuffers() {}

    /** Changes the mapper that Calcite's functions share if a query has one of them, since to create it takes time. */
    public static void shareIfUsedBy(SqlNode query) {
        query.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (call.getOperator().getName().toUpperCase(Locale.ROOT).contains("JSON")) {
                    share();
                }
                return super.visit(call);
            }
        });
    }

    static void share() {
        Json.shareBuffers(new JacksonJsonProvider().getObjectMapper());
    }
}
