package agentsession.jdbc;

import agentsession.error.SqlState;
import agentsession.query.QueryParameter;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** The parameters of a prepared statement, with the types inferred from the query. */
final class QueryParameterMetaData implements ParameterMetaData, Unwrappable {
    private final List<QueryParameter> parameters;

    QueryParameterMetaData(List<QueryParameter> parameters) {
        this.parameters = parameters;
    }

    private QueryParameter parameter(int param) throws SQLException {
        if (param < 1 || param > parameters.size()) {
            throw SqlExceptions.of(
                    SqlState.INVALID_DESCRIPTOR_INDEX,
                    "There is no parameter " + param + "; the number of parameters is " + parameters.size());
        }
        return parameters.get(param - 1);
    }

    private ValueType type(int param) throws SQLException {
        return ValueType.of(parameter(param).type());
    }

    @Override
    public int getParameterCount() {
        return parameters.size();
    }

    @Override
    public int isNullable(int param) throws SQLException {
        return parameter(param).nullable() ? parameterNullable : parameterNoNulls;
    }

    @Override
    public boolean isSigned(int param) throws SQLException {
        return type(param).family().isNumeric();
    }

    @Override
    public int getPrecision(int param) throws SQLException {
        return type(param).size(parameter(param).precision());
    }

    @Override
    public int getScale(int param) throws SQLException {
        QueryParameter parameter = parameter(param);
        return ValueType.of(parameter.type()).fractionDigits(parameter.precision(), parameter.scale());
    }

    @Override
    public int getParameterType(int param) throws SQLException {
        return type(param).jdbcType();
    }

    @Override
    public String getParameterTypeName(int param) throws SQLException {
        return ValueType.sqlName(parameter(param).type(), null);
    }

    @Override
    public String getParameterClassName(int param) throws SQLException {
        return type(param).javaClass().getName();
    }

    @Override
    public int getParameterMode(int param) throws SQLException {
        parameter(param);
        return parameterModeIn;
    }
}
