package agentsession.truth;

/** The dialects of SQL. */
enum Dialect {
    OURS,
    POSTGRESQL,
    H2
}
