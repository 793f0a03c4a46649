package agentsession.adapter;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.linq4j.tree.BlockStatement;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Statement;

/** The generated code of plans. */
public final class PlanCode {
    private PlanCode() {}

    /** A block of code, with a statement before it. */
    public static BlockStatement prepend(Statement first, Statement code) {
        List<Statement> statements = new ArrayList<>();
        statements.add(first);
        statements.addAll(Blocks.toBlock(code).statements);
        return Expressions.block(statements);
    }
}
