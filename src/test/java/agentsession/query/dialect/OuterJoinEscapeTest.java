package agentsession.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OuterJoinEscapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "FROM {oj A LEFT JOIN B ON X = Y} WHERE Z|FROM     A LEFT JOIN B ON X = Y  WHERE Z",
                "{ OJ A JOIN {oj B JOIN C ON {d '2026-01-01'} < D} ON E}|     A JOIN     B JOIN C ON {d '2026-01-01'} < D  ON E ",
                "'{oj' \"}\" {fn LEFT('}', 1)} -- {oj }|'{oj' \"}\" {fn LEFT('}', 1)} -- {oj }",
                "/* {oj */ {oj A /* } */}|/* {oj */     A /* } */ ",
                "{ojx A} }|{ojx A} }"
            })
    void onlyTheEscapeItselfIsRemoved(String sql, String expected) {
        assertThat(OuterJoinEscape.remove(sql)).isEqualTo(expected);
    }
}
