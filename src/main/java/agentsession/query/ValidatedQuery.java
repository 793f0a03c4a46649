package agentsession.query;

import agentsession.adapter.AgentSessionSchema;
import agentsession.concurrent.CancellationToken;
import agentsession.query.calcite.ConversionSettings;
import agentsession.query.calcite.ParameterComparisons;
import agentsession.query.calcite.PlanMetadata;
import agentsession.query.calcite.ReportConvertlets;
import agentsession.query.calcite.ReportTypeFactory;
import agentsession.query.calcite.ReportValidator;
import agentsession.query.parameter.ParameterType;
import agentsession.query.window.WindowRexBuilder;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.CancelFlag;
import org.jspecify.annotations.Nullable;

/** A valid query. */
final class ValidatedQuery {
    private final SqlNode query;
    private final ReportValidator validator;
    private final CalciteCatalogReader catalog;
    private final SqlLanguage language;
    private final JavaTypeFactory types;
    private final CancellationToken planning;

    private ValidatedQuery(
            SqlNode query,
            ReportValidator validator,
            CalciteCatalogReader catalog,
            SqlLanguage language,
            JavaTypeFactory types,
            CancellationToken planning) {
        this.query = query;
        this.validator = validator;
        this.catalog = catalog;
        this.language = language;
        this.types = types;
        this.planning = planning;
    }

    /** @param requestedTypes the types of these parameters, by their index */
    static ValidatedQuery of(
            SqlNode parsed,
            CalciteSchema schema,
            SqlLanguage language,
            Map<Integer, QueryParameter> requestedTypes,
            CancellationToken planning) {
        planning.throwIfCancelled();
        // One for each query, since it is not thread-safe.
        JavaTypeFactory types = new ReportTypeFactory();
        CalciteCatalogReader catalog =
                new CalciteCatalogReader(schema, List.of(AgentSessionSchema.NAME), types, language.lookup());
        ReportValidator validator = new ReportValidator(
                SqlOperatorTables.chain(language.operators(), catalog),
                catalog,
                types,
                language.validator(),
                Maps.transformValues(requestedTypes, parameter -> type(parameter, types)));
        return new ValidatedQuery(validator.validate(parsed), validator, catalog, language, types, planning);
    }

    private static RelDataType type(QueryParameter parameter, JavaTypeFactory types) {
        SqlTypeName name = parameter.type();
        return name == SqlTypeName.DECIMAL
                ? types.createSqlType(name, parameter.precision(), parameter.scale())
                : types.createSqlType(name);
    }

    JavaTypeFactory types() {
        return types;
    }

    /** @param explained whether the plan is for EXPLAIN PLAN FOR */
    RelRoot toRel(boolean explained) {
        planning.throwIfCancelled();
        CancelFlag flag = new CancelFlag(new AtomicBoolean());
        planning.onCancel(flag::requestCancel);
        VolcanoPlanner planner = new VolcanoPlanner(null, Contexts.of(language.lookup(), flag));
        planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
        RelOptCluster cluster = RelOptCluster.create(planner, new WindowRexBuilder(types));
        cluster.setMetadataQuerySupplier(PlanMetadata::new);
        SqlToRelConverter converter = new SqlToRelConverter(
                null,
                validator,
                catalog,
                cluster,
                ParameterComparisons.before(ReportConvertlets.TABLE),
                ConversionSettings.converter(explained));
        if (explained) {
            converter.setDynamicParamCountInExplain(
                    validator.getParameterRowType(query).getFieldCount());
        }
        return converter.convertQuery(query, false, true);
    }

    List<ResultColumn> columns() {
        List<RelDataTypeField> fields = validator.getValidatedNodeType(query).getFieldList();
        List<@Nullable List<String>> origins = validator.getFieldOrigins(query);
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            List<String> origin = origins.get(i);
            RelDataType type = fields.get(i).getType();
            RelDataType component = type.getComponentType();
            columns.add(new ResultColumn(
                    fields.get(i).getName(),
                    origin == null ? null : ResultColumn.Origin.of(origin),
                    type.getSqlTypeName(),
                    type.getPrecision(),
                    scale(type),
                    type.isNullable(),
                    component == null ? null : component.getSqlTypeName()));
        }
        return columns;
    }

    List<QueryParameter> parameters() {
        return validator.parameterTypes(query).stream()
                .map(ValidatedQuery::parameter)
                .toList();
    }

    private static QueryParameter parameter(ParameterType parameter) {
        RelDataType type = parameter.type();
        return new QueryParameter(
                type.getSqlTypeName(),
                type.getPrecision(),
                scale(type),
                type.isNullable(),
                parameter.latitude() != ParameterType.Latitude.NONE,
                parameter.latitude() == ParameterType.Latitude.ANY);
    }

    private static int scale(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : 0;
    }
}
