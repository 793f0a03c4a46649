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
 * A function that calls a Java method of this package, where Calcite's own differs from other databases. It returns NULL
 * if an argument is NULL, and has the type of the call that it replaces.
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
     * Creates a function that calls a method.
     *
     * @param home a public class annotated with {@code Strict}, whose method is public
     */
    public static StrictFunction of(String name, Class<?> home, String method, Class<?>... parameters) {
        return of(name, SqlKind.OTHER_FUNCTION, home, method, parameters);
    }

    /**
     * Creates a function that calls a method.
     *
     * @param kind the kind of the function for the push-down of filters
     */
    public static StrictFunction of(String name, SqlKind kind, Class<?> home, String method, Class<?>... parameters) {
        return Arrays.stream(home.getMethods())
                .filter(candidate ->
                        candidate.getName().equals(method) && Arrays.equals(candidate.getParameterTypes(), parameters))
                .findFirst()
                .map(found -> new StrictFunction(name, kind, found))
                .orElseThrow(() -> new IllegalArgumentException("No method " + method + " for " + name));
    }

    /** The type of calls that Calcite re-creates. */
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
