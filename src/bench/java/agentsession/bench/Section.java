package agentsession.bench;

import java.util.List;

/** A part of the benchmark with tables of its own. */
interface Section {
    /** The name that the property {@code bench.cases} selects it by. */
    String name();

    /** Whether it only runs if it is named. */
    default boolean onlyByName() {
        return false;
    }

    /**
     * Measures.
     *
     * @param targets takes the figures that have a target
     */
    List<Table> run(Setup setup, Targets targets) throws Exception;
}
