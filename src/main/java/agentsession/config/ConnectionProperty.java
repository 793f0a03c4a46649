package agentsession.config;

/** A connection property. */
public enum ConnectionProperty {}
