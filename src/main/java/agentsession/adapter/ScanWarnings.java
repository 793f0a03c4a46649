package agentsession.adapter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the scans of a run warn of, each warning once. Used by many threads. */
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
