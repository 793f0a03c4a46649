package agentsession.query.function;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * A function of a plan that runs a Java method of this package, where Calcite's own differs from a database. It is NULL
 * where an argument is, and has the type of the call that it stands for.
 */
public final class StrictFunction extends SqlUserDefinedFunction {
    private final List<Class<?>> parameters;

    private StrictFunction(String name, SqlKind kind, Method method) {
        super(
                new SqlIdentifier(name, SqlParserPos.ZERO),
                kind,
                type(method.getReturnType()),
                null,
                OperandTypes.operandMetadata(List.of(), types -> List.of(), index -> "VALUE", index -> false),
                ScalarFunctionImpl.create(method));
        this.parameters = List.of(method.getParameterTypes());
    }

    /**
     * A function that runs a method.
     *
     * @param home a public class marked as strict; the method is public, and the only one of its name and parameters
     */
    public static StrictFunction of(String name, Class<?> home, String method, Class<?>... parameters) {
        return of(name, SqlKind.OTHER_FUNCTION, home, method, parameters);
    }

    /**
     * A function that runs a method.
     *
     * @param kind what the function is taken for where filters are pushed down
     */
    public static StrictFunction of(String name, SqlKind kind, Class<?> home, String method, Class<?>... parameters) {
        return Arrays.stream(home.getMethods())
                .filter(candidate ->
                        candidate.getName().equals(method) && Arrays.equals(candidate.getParameterTypes(), parameters))
                .findFirst()
                .map(found -> new StrictFunction(name, kind, found))
                .orElseThrow(() -> new IllegalArgumentException("No method " + method + " for " + name));
    }

    /** For where Calcite makes a call anew. */
    private static SqlReturnTypeInference type(Class<?> result) {
        if (result == boolean.class) {
            return ReturnTypes.BOOLEAN_NULLABLE;
        }
        if (result == String.class) {
            return ReturnTypes.VARCHAR_NULLABLE;
        }
        if (result == int.class) {
            return ReturnTypes.INTEGER_NULLABLE;
        }
        return result == long.class ? ReturnTypes.BIGINT_NULLABLE : ReturnTypes.ARG0_NULLABLE;
    }

    public List<Class<?>> parameters() {
        return parameters;
    }

    @Override
    public Supplier<Strong.Policy> getStrongPolicyInference() {
        return () -> Strong.Policy.ANY;
    }
}
