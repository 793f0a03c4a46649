package agentsession.demo;

/** A request is rejected with an error response. */
final class RejectedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String generalMessage;

    RejectedRequest(int status, String generalMessage, String details) {
        super(details);
        this.status = status;
        this.generalMessage = generalMessage;
    }

    static RejectedRequest badRequest(String details) {
        return new RejectedRequest(400, "Bad Request", details);
    }

    static RejectedRequest notFound(String details) {
        return new RejectedRequest(404, "Not Found", details);
    }

    int status() {
        return status;
    }

    String generalMessage() {
        return generalMessage;
    }
}
