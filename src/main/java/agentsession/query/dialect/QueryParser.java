package agentsession.query.dialect;

import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.apache.calcite.sql.parser.babel.SimpleCharStream;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplTokenManager;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * The parser, which inserts {@code SELECT * FROM} after {@link LeadingParentheses}, and parentheses into
 * {@link LongConditions}. The inserted tokens have no length, so that positions in the text stay the same.
 */
final class QueryParser implements SqlParserImplFactory {
    private final SqlTextRewriter rewriter;

    QueryParser(SqlTextRewriter rewriter) {
        this.rewriter = rewriter;
    }

    @Override
    public SqlAbstractParserImpl getParser(Reader reader) {
        SqlBabelParserImpl parser = new SqlBabelParserImpl(reader);
        parser.token_source = new Tokens(new Characters(reader));
        return parser;
    }

    /** The characters, of which a tab takes one column. */
    private static final class Characters extends SimpleCharStream {
        Characters(Reader reader) {
            super(reader, 1, 1);
            setTabSize(1);
        }
    }

    private final class Tokens extends SqlBabelParserImplTokenManager {
        private final Queue<Token> ready = new ArrayDeque<>();

        Tokens(SimpleCharStream characters) {
            super(characters);
        }

        @Override
        public Token getNextToken() {
            if (ready.isEmpty()) {
                if (rewriter.longConditions()) {
                    ready.addAll(LongConditions.inGroups(rest()));
                } else {
                    addNext(ready);
                }
            }
            return ready.remove();
        }

        private List<Token> rest() {
            List<Token> rest = new ArrayList<>();
            Token last;
            do {
                last = addNext(rest);
            } while (last.kind != SqlBabelParserImplConstants.EOF);
            return rest;
        }

        private Token addNext(Collection<Token> tokens) {
            Token token = super.getNextToken();
            tokens.add(token);
            if (token.kind == SqlBabelParserImplConstants.LPAREN
                    && rewriter.parentheses()
                            .contains(new SqlTextRewriter.Position(token.beginLine, token.beginColumn))) {
                tokens.add(at(token, SqlBabelParserImplConstants.SELECT, "SELECT"));
                tokens.add(at(token, SqlBabelParserImplConstants.STAR, "*"));
                tokens.add(at(token, SqlBabelParserImplConstants.FROM, "FROM"));
            }
            return token;
        }
    }

    /** A token without length. */
    static Token at(Token position, int kind, String image) {
        Token token = Token.newToken(kind);
        token.kind = kind;
        token.image = image;
        token.beginLine = position.beginLine;
        token.beginColumn = position.beginColumn;
        token.endLine = position.endLine;
        token.endColumn = position.endColumn;
        return token;
    }
}
