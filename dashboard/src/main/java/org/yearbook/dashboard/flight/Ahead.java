package org.yearbook.dashboard.flight;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Lets two batches be on their way: with the 32 KB that gRPC waits for otherwise, a batch of 4 MB is written nearly
 * whole before the engine is asked to make the next but one.
 */
final class Ahead implements ServerInterceptor {

    private static final int BYTES = 8 << 20;

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        call.setOnReadyThreshold(BYTES);
        return next.startCall(call, headers);
    }
}
