package agentsession.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class ReportCriteriaPropertyTest {

    private record Example(Scenario scenario, Filter filter, List<Row> rows) {}

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void rowsThatSatisfyTheConditionAreAdmitted(@ForAll("examples") Example example) {
        Filter.RunTerms terms = new Filter.RunTerms();
        Condition condition = example.filter.condition(terms);

        ReportCriteria criteria = ReportCriteria.of(condition, terms, example.scenario.time());

        for (Row row : example.rows) {
            boolean isTrue = Boolean.TRUE.equals(example.filter.of(row));
            if (isTrue) {
                assertThat(row)
                        .as("%s becomes %s", condition, criteria)
                        .matches(shown -> shown.isAdmittedBy(criteria), "is admitted");
            }
            Statistics.label("condition is true")
                    .collect(isTrue)
                    .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 20));
            Statistics.label("row is left out")
                    .collect(!row.isAdmittedBy(criteria))
                    .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 20));
        }
    }

    @Provide
    Arbitrary<Example> examples() {
        return Scenario.any()
                .flatMap(scenario -> Combinators.combine(
                                Arbitraries.just(scenario),
                                scenario.filters(),
                                rows(scenario).list().ofSize(10))
                        .as(Example::new));
    }

    /** Rows of the report, some of them without a log-in. */
    private static Arbitrary<Row> rows(Scenario scenario) {
        return Combinators.combine(
                        scenario.sessions().map(session -> session.shownIn(scenario.zone())),
                        Arbitraries.integers().between(0, 9))
                .as((row, one) -> one == 0 ? new Row(null, row.logout(), row.agentId(), row.team()) : row);
    }
}
