package agentsession.decode;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.report.ReportColumn;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportHeaderTest {

    @Test
    void columnNamesAreDistinct() {
        Map<String, ReportColumn> columns = new HashMap<>();
        for (ReportColumn column : ReportColumn.ALL) {
            for (String name : new String[] {column.header(), column.name()}) {
                assertThat(columns.put(ReportHeader.key(name), column))
                        .as("column called %s", name)
                        .isIn(null, column);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Login DTS",
                "login_dts",
                "LOGIN-DTS",
                " Login  DTS ",
                "loginDts",
                "Login\u00A0DTS",
                "\"Login\" DTS:"
            })
    void caseSpacesAndPunctuationOfANameAreIgnored(String name) {
        assertThat(new ReportHeader(new String[] {name}, new ReportErrors(UnaryOperator.identity()))
                        .has(ReportColumn.LOGIN_DTS))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%Calls Xfered", "calls xfered %", "CALLS_XFERED_PCT"})
    void theNamesOfTheReportAndOfSqlAreFound(String name) {
        assertThat(new ReportHeader(new String[] {name}, new ReportErrors(UnaryOperator.identity()))
                        .has(ReportColumn.CALLS_XFERED_PCT))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Login", "Login DTS 2", "", "%", "<html>"})
    void otherNamesAreNotTheColumn(String name) {
        assertThat(new ReportHeader(new String[] {name}, new ReportErrors(UnaryOperator.identity()))
                        .has(ReportColumn.LOGIN_DTS))
                .isFalse();
    }

    @Test
    void namesDoNotDependOnTheDefaultLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(ReportHeader.key("LOGIN DTS")).isEqualTo("logindts");
        } finally {
            Locale.setDefault(before);
        }
    }
}
