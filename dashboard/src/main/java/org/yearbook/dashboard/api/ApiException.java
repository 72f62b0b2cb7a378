package org.yearbook.dashboard.api;

/** A call that cannot be answered, and why. */
public final class ApiException extends RuntimeException {

    private final transient Problem problem;
    private final int retrySeconds;

    private ApiException(Trouble trouble, String detail, int retrySeconds) {
        super(trouble.title());
        this.problem = Problem.of(trouble, detail);
        this.retrySeconds = retrySeconds;
    }

    public static ApiException of(Trouble trouble, String detail) {
        return new ApiException(trouble, detail, 0);
    }

    /** {@return one that is over when asked again after a while} */
    public static ApiException later(Trouble trouble, String detail, int seconds) {
        return new ApiException(trouble, detail, seconds);
    }

    Problem problem() {
        return problem;
    }

    /** {@return after how long to ask again; 0 for never} */
    int retrySeconds() {
        return retrySeconds;
    }
}
