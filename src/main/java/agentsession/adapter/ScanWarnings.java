package agentsession.adapter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The warnings of the scans of an execution, without duplicates. Thread-safe. */
public final class ScanWarnings {
    private final Set<String> warnings = new LinkedHashSet<>();

    ScanWarnings() {}

    synchronized void add(String warning) {
        warnings.add(warning);
    }

    /** The warnings so far, oldest first. */
    public synchronized List<String> toList() {
        return List.copyOf(warnings);
    }
}
