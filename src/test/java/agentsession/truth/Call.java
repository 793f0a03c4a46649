package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/** An expression with operands: an operator, a function, a predicate with a subquery, an aggregate, a window. */
record Call(Form form, List<Node> parts) implements Expression {
    static Call of(Type type, String text, Node... parts) {
        return new Call(Form.of(type, text), List.of(parts));
    }

    @Override
    public Type type() {
        return form.type();
    }

    @Override
    public void write(SqlWriter out) {
        form.write(out, parts);
    }

    @Override
    public boolean mentionsColumn() {
        return parts.stream().anyMatch(part -> part instanceof Expression expression && expression.mentionsColumn());
    }

    @Override
    public Stream<Expression> smaller() {
        Stream<Expression> constant = type() == Type.APPROX ? Stream.of() : Stream.of(Literal.simplest(type()));
        Stream<Expression> inner = parts.stream()
                .flatMap(part -> part instanceof Expression expression ? Stream.of(expression) : Stream.of())
                .filter(part -> part.type() == type());
        Stream<Expression> simpler = Node.smallerElement(parts).map(smaller -> new Call(form, smaller));
        return Stream.of(constant, inner, simpler).flatMap(s -> s);
    }
}
