package org.yearbook.dashboard.flight;

import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * From which address a call came. Arrow's middleware does not tell it, and it asks before any interceptor of ours does;
 * a tracer is asked first of all.
 */
final class PeerAddress extends ServerStreamTracer.Factory {

    private static final Context.Key<Holder> KEY = Context.key("peer address");

    private static final class Holder {
        private volatile String address = "";
    }

    /** {@return the address of the call that this thread answers; empty when it is none} */
    static String current() {
        Holder holder = KEY.get();
        return holder == null ? "" : holder.address;
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        var holder = new Holder();
        return new ServerStreamTracer() {
            @Override
            public Context filterContext(Context context) {
                return context.withValue(KEY, holder);
            }

            @Override
            public void serverCallStarted(ServerCallInfo<?, ?> call) {
                SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
                if (peer instanceof InetSocketAddress internet && internet.getAddress() != null) {
                    holder.address = internet.getAddress().getHostAddress();
                }
            }
        };
    }
}
