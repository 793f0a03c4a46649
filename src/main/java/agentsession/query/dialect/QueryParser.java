package agentsession.query.dialect;

import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.apache.calcite.sql.parser.babel.SimpleCharStream;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplTokenManager;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * The parser, which reads {@code (SELECT * FROM (SELECT ...) UNION ... ORDER BY ...)} where the text has
 * {@link LeadingParentheses}. The words that it reads more have no place in the text, so that all else keeps its own.
 */
final class QueryParser implements SqlParserImplFactory {
    private final SqlTextRewriter written;

    QueryParser(SqlTextRewriter written) {
        this.written = written;
    }

    @Override
    public SqlAbstractParserImpl getParser(Reader reader) {
        SqlBabelParserImpl parser = new SqlBabelParserImpl(reader);
        parser.token_source = new Tokens(new Characters(reader));
        return parser;
    }

    /** The characters, a tab being one like all others. */
    private static final class Characters extends SimpleCharStream {
        Characters(Reader reader) {
            super(reader, 1, 1);
            setTabSize(1);
        }
    }

    private final class Tokens extends SqlBabelParserImplTokenManager {
        private final Queue<Token> added = new ArrayDeque<>();

        Tokens(SimpleCharStream characters) {
            super(characters);
        }

        @Override
        public Token getNextToken() {
            if (!added.isEmpty()) {
                return added.remove();
            }
            Token token = super.getNextToken();
            if (token.kind == SqlBabelParserImplConstants.LPAREN
                    && written.parentheses().contains(new SqlTextRewriter.Place(token.beginLine, token.beginColumn))) {
                added.add(at(token, SqlBabelParserImplConstants.SELECT, "SELECT"));
                added.add(at(token, SqlBabelParserImplConstants.STAR, "*"));
                added.add(at(token, SqlBabelParserImplConstants.FROM, "FROM"));
            }
            return token;
        }

        private static Token at(Token place, int kind, String image) {
            Token token = Token.newToken(kind);
            token.kind = kind;
            token.image = image;
            token.beginLine = place.beginLine;
            token.beginColumn = place.beginColumn;
            token.endLine = place.endLine;
            token.endColumn = place.endColumn;
            return token;
        }
    }
}
