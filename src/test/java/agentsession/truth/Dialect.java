package agentsession.truth;

/** Whose SQL is written. */
enum Dialect {
    OURS,
    POSTGRESQL,
    H2
}
