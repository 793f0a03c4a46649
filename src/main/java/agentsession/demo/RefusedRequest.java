package agentsession.demo;

/** A request that gets an error for an answer. */
final class RefusedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String generalMessage;

    RefusedRequest(int status, String generalMessage, String details) {
        super(details);
        this.status = status;
        this.generalMessage = generalMessage;
    }

    static RefusedRequest badRequest(String details) {
        return new RefusedRequest(400, "Bad Request", details);
    }

    static RefusedRequest notFound(String details) {
        return new RefusedRequest(404, "Not Found", details);
    }

    int status() {
        return status;
    }

    String generalMessage() {
        return generalMessage;
    }
}
