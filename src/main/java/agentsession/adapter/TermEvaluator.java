package agentsession.adapter;

import agentsession.report.ReportColumn;
import java.lang.reflect.Modifier;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the terms of a {@link PushedFilter}. Calcite generates the code with the plan, so that their values, including
 * milliseconds and NULL, are those in the residual filter.
 */
public abstract class TermEvaluator {

    /**
     * Evaluates a term.
     *
     * @param time the value of LOGIN_DTS and LOGOUT_DTS in the term, in milliseconds of local time
     */
    public abstract @Nullable Object evaluate(int index, Long time);

    /**
     * Generates an evaluator of {@code terms} for the code of a plan. Parameters need no code; there may be thousands.
     */
    static Expression generate(EnumerableRelImplementor implementor, RelDataType tableType, List<RexNode> terms) {
        ParameterExpression index = Expressions.parameter(int.class, "index");
        ParameterExpression time = Expressions.parameter(Long.class, "time");
        BlockBuilder body = new BlockBuilder();
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i) instanceof RexDynamicParam) {
                continue;
            }
            BlockBuilder block = new BlockBuilder();
            Expression value = translate(implementor, tableType, terms.get(i), block, time);
            block.add(Expressions.return_(null, Expressions.convert_(Expressions.box(value), Object.class)));
            body.add(Expressions.ifThen(Expressions.equal(index, Expressions.constant(i)), block.toBlock()));
        }
        body.add(Expressions.return_(null, Expressions.constant(null)));
        return Expressions.new_(
                TermEvaluator.class,
                List.of(),
                List.of(Expressions.methodDecl(
                        Modifier.PUBLIC, Object.class, "evaluate", List.of(index, time), body.toBlock())));
    }

    private static Expression translate(
            EnumerableRelImplementor implementor,
            RelDataType tableType,
            RexNode term,
            BlockBuilder block,
            ParameterExpression time) {
        RexBuilder rexBuilder = implementor.getRexBuilder();
        RelDataTypeFactory.Builder outputType = implementor.getTypeFactory().builder();
        outputType.add("VALUE", term.getType());
        RexProgram program = RexProgram.create(tableType, List.of(term), null, outputType.build(), rexBuilder);
        return RexToLixTranslator.translateProjects(
                        program,
                        implementor.getTypeFactory(),
                        implementor.getConformance(),
                        block,
                        null,
                        null,
                        implementor.getRootExpression(),
                        (list, field, storageType) -> time(time, field, storageType),
                        null)
                .get(0);
    }

    private static Expression time(ParameterExpression time, int field, java.lang.reflect.@Nullable Type storageType) {
        ReportColumn column = ReportColumn.ALL.get(field);
        if (column != ReportColumn.LOGIN_DTS && column != ReportColumn.LOGOUT_DTS) {
            throw new IllegalArgumentException("A term cannot be evaluated for " + column);
        }
        return storageType == null ? time : EnumUtils.convert(time, storageType);
    }
}
