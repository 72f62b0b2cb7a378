package org.yearbook.dashboard.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.GetSessionOptionsResult;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.CancelResult;
import org.apache.arrow.flight.sql.FlightSqlProducer;
import org.apache.arrow.flight.sql.SqlInfoBuilder;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.desk.Desks;
import org.yearbook.dashboard.desk.Guides;
import org.yearbook.dashboard.flight.Answers.Statement;
import org.yearbook.warehouse.guide.Guide;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.query.Described;
import org.yearbook.warehouse.query.QueryException;

/**
 * What the server answers to each call of Flight SQL. Every call finds out anew who makes it and whose file they may
 * ask. What is to be fetched gets a ticket: a name that nobody guesses, good once, for one person, for a short while.
 */
final class FlightProducer extends ReadOnlyProducer {

    private static final Duration TICKET_LIVES = Duration.ofMinutes(2);
    private static final Duration PREPARED_LIVES = Duration.ofHours(2);
    private static final int MOST_TICKETS = 500;
    private static final int MOST_PREPARED = 200;
    private static final String CATALOG = "catalog";

    private static final String NO_TICKET =
            "There is no such answer to fetch: it was fetched already, waited too long, or is another person's. Ask"
                    + " again.";

    private final FlightDoor door;
    private final Desks desks;
    private final Guides guides;
    private final Answers answers;
    private final BufferAllocator allocator;
    private final Kept<Fetch> tickets;
    private final Kept<Prepared> prepared;
    private final SqlInfoBuilder facts = ServerFacts.all();

    /** What a ticket is for. */
    private sealed interface Fetch {
        record Ask(Statement statement) implements Fetch {}

        record Listing(Consumer<ServerStreamListener> send) implements Fetch {}
    }

    private record Prepared(Statement statement, Described described) {

        Prepared with(List<@Nullable Object> values) {
            return new Prepared(new Statement(statement.audience(), statement.text(), values), described);
        }
    }

    FlightProducer(
            FlightDoor door, Desks desks, Guides guides, Answers answers, BufferAllocator allocator, Clock clock) {
        this.door = door;
        this.desks = desks;
        this.guides = guides;
        this.answers = answers;
        this.allocator = allocator;
        this.tickets = new Kept<>(clock, TICKET_LIVES, MOST_TICKETS);
        this.prepared = new Kept<>(clock, PREPARED_LIVES, MOST_PREPARED);
    }

    private Caller caller(CallContext context) {
        return door.caller(context.peerIdentity());
    }

    private static Audience audience(CallContext context, Caller caller) {
        return chosen(context).of(caller);
    }

    private static ChosenAudience chosen(CallContext context) {
        return context.getMiddleware(ChosenAudience.KEY);
    }

    @Override
    public FlightInfo getFlightInfoStatement(
            FlightSql.CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return words(() -> {
            Caller caller = caller(context);
            refuseTransaction(command.getTransactionId());
            var statement = new Statement(audience(context, caller), command.getQuery(), List.of());
            Described described = described(caller, statement.audience(), statement.text());
            return info(caller, new Fetch.Ask(statement), ArrowTypes.exact(described.columns()), descriptor);
        });
    }

    @Override
    public SchemaResult getSchemaStatement(
            FlightSql.CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return words(() -> {
            Caller caller = caller(context);
            Described described = described(caller, audience(context, caller), command.getQuery());
            return new SchemaResult(ArrowTypes.likely(described.columns()));
        });
    }

    private Described described(Caller caller, Audience audience, String statement) {
        return desks.describe(caller.person(), Answers.WAY, audience, statement);
    }

    private static void refuseTransaction(ByteString transaction) {
        if (!transaction.isEmpty()) {
            throw refused(NO_TRANSACTION);
        }
    }

    private FlightInfo info(Caller caller, Fetch fetch, Optional<Schema> schema, FlightDescriptor descriptor) {
        String name = tickets.keep(caller.person().id(), fetch);
        Message ticket = FlightSql.TicketStatementQuery.newBuilder()
                .setStatementHandle(ByteString.copyFromUtf8(name))
                .build();
        var endpoint = new FlightEndpoint(new Ticket(Any.pack(ticket).toByteArray()));
        return new FlightInfo(schema.orElse(null), descriptor, List.of(endpoint), -1, -1);
    }

    @Override
    public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
        words(() -> {
            Caller caller = caller(context);
            String name = name(ticket);
            Fetch fetch = tickets.take(caller.person().id(), name)
                    .orElseThrow(() ->
                            CallStatus.NOT_FOUND.withDescription(NO_TICKET).toRuntimeException());
            if (fetch instanceof Fetch.Ask ask) {
                // Between the two calls a role may have changed.
                if (!caller.audiences().contains(ask.statement().audience())) {
                    throw CallStatus.NOT_FOUND.withDescription(NO_TICKET).toRuntimeException();
                }
                answers.send(name, caller, ask.statement(), listener);
            } else if (fetch instanceof Fetch.Listing listing) {
                listing.send().accept(listener);
            }
            return true;
        });
    }

    private static String name(Ticket ticket) {
        try {
            return Any.parseFrom(ticket.getBytes())
                    .unpack(FlightSql.TicketStatementQuery.class)
                    .getStatementHandle()
                    .toStringUtf8();
        } catch (InvalidProtocolBufferException e) {
            throw CallStatus.NOT_FOUND.withDescription(NO_TICKET).toRuntimeException();
        }
    }

    @Override
    public void createPreparedStatement(
            FlightSql.ActionCreatePreparedStatementRequest request,
            CallContext context,
            StreamListener<Result> listener) {
        words(() -> {
            Caller caller = caller(context);
            refuseTransaction(request.getTransactionId());
            Audience audience = audience(context, caller);
            Described described = described(caller, audience, request.getQuery());
            var statement = new Statement(audience, request.getQuery(), List.of());
            String name = prepared.keep(caller.person().id(), new Prepared(statement, described));
            Message answer = FlightSql.ActionCreatePreparedStatementResult.newBuilder()
                    .setPreparedStatementHandle(ByteString.copyFromUtf8(name))
                    .setDatasetSchema(bytes(ArrowTypes.likely(described.columns())))
                    .setParameterSchema(bytes(parameters(described)))
                    .build();
            listener.onNext(new Result(Any.pack(answer).toByteArray()));
            listener.onCompleted();
            return true;
        });
    }

    private static Schema parameters(Described described) {
        List<Field> fields = new ArrayList<>();
        for (String type : described.parameterTypes()) {
            fields.add(ArrowTypes.field("parameter " + (fields.size() + 1), type, null));
        }
        return new Schema(fields);
    }

    private static ByteString bytes(Schema schema) {
        return ByteString.copyFrom(ByteBuffer.wrap(schema.serializeAsMessage()));
    }

    @Override
    public void closePreparedStatement(
            FlightSql.ActionClosePreparedStatementRequest request,
            CallContext context,
            StreamListener<Result> listener) {
        words(() -> {
            prepared.take(
                    caller(context).person().id(),
                    request.getPreparedStatementHandle().toStringUtf8());
            listener.onCompleted();
            return true;
        });
    }

    private Prepared prepared(Caller caller, ByteString handle) {
        return prepared.find(caller.person().id(), handle.toStringUtf8())
                .orElseThrow(() -> CallStatus.NOT_FOUND
                        .withDescription("There is no such prepared statement: it was closed, or not used for long."
                                + " Prepare it again.")
                        .toRuntimeException());
    }

    @Override
    public Runnable acceptPutPreparedStatementQuery(
            FlightSql.CommandPreparedStatementQuery command,
            CallContext context,
            FlightStream stream,
            StreamListener<PutResult> acknowledged) {
        return () -> {
            try {
                words(() -> {
                    Caller caller = caller(context);
                    ByteString handle = command.getPreparedStatementHandle();
                    Prepared bound = prepared(caller, handle).with(Bound.values(stream));
                    prepared.replace(caller.person().id(), handle.toStringUtf8(), bound);
                    return true;
                });
                acknowledged.onCompleted();
            } catch (FlightRuntimeException e) {
                acknowledged.onError(e);
            }
        };
    }

    @Override
    public FlightInfo getFlightInfoPreparedStatement(
            FlightSql.CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return words(() -> {
            Caller caller = caller(context);
            Prepared ready = prepared(caller, command.getPreparedStatementHandle());
            // With parameters, types of columns may follow from their values.
            Optional<Schema> schema = ready.statement().values().isEmpty()
                    ? ArrowTypes.exact(ready.described().columns())
                    : Optional.empty();
            return info(caller, new Fetch.Ask(ready.statement()), schema, descriptor);
        });
    }

    @Override
    public SchemaResult getSchemaPreparedStatement(
            FlightSql.CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return words(
                () -> new SchemaResult(ArrowTypes.likely(prepared(caller(context), command.getPreparedStatementHandle())
                        .described()
                        .columns())));
    }

    @Override
    public void cancelFlightInfo(
            CancelFlightInfoRequest request, CallContext context, StreamListener<CancelStatus> listener) {
        words(() -> {
            listener.onNext(
                    cancelled(context, request.getInfo()) ? CancelStatus.CANCELLED : CancelStatus.NOT_CANCELLABLE);
            listener.onCompleted();
            return true;
        });
    }

    /** What older tools call. */
    @Override
    @SuppressWarnings("deprecation")
    public void cancelQuery(FlightInfo info, CallContext context, StreamListener<CancelResult> listener) {
        words(() -> {
            listener.onNext(cancelled(context, info) ? CancelResult.CANCELLED : CancelResult.NOT_CANCELLABLE);
            listener.onCompleted();
            return true;
        });
    }

    private boolean cancelled(CallContext context, FlightInfo info) {
        long person = caller(context).person().id();
        boolean any = false;
        for (FlightEndpoint endpoint : info.getEndpoints()) {
            String name = name(endpoint.getTicket());
            any |= answers.stop(person, name) || tickets.take(person, name).isPresent();
        }
        return any;
    }

    @Override
    public void setSessionOptions(
            SetSessionOptionsRequest request, CallContext context, StreamListener<SetSessionOptionsResult> listener) {
        words(() -> {
            Caller caller = caller(context);
            var faults = new HashMap<String, SetSessionOptionsResult.Error>();
            request.getSessionOptions().forEach((option, value) -> {
                if (!option.equals(CATALOG)) {
                    faults.put(
                            option, new SetSessionOptionsResult.Error(SetSessionOptionsResult.ErrorValue.INVALID_NAME));
                } else if (!chosen(context).choose(caller, value.acceptVisitor(new TextOption()))) {
                    faults.put(
                            option,
                            new SetSessionOptionsResult.Error(SetSessionOptionsResult.ErrorValue.INVALID_VALUE));
                }
            });
            listener.onNext(new SetSessionOptionsResult(faults));
            listener.onCompleted();
            return true;
        });
    }

    @Override
    public void getSessionOptions(
            GetSessionOptionsRequest request, CallContext context, StreamListener<GetSessionOptionsResult> listener) {
        words(() -> {
            String catalog = audience(context, caller(context)).label();
            listener.onNext(new GetSessionOptionsResult(
                    Map.of(CATALOG, SessionOptionValueFactory.makeSessionOptionValue(catalog))));
            listener.onCompleted();
            return true;
        });
    }

    @Override
    public void closeSession(
            CloseSessionRequest request, CallContext context, StreamListener<CloseSessionResult> listener) {
        words(() -> {
            caller(context);
            listener.onNext(new CloseSessionResult(CloseSessionResult.Status.CLOSED));
            listener.onCompleted();
            return true;
        });
    }

    private FlightInfo listing(
            CallContext context, FlightDescriptor descriptor, Function<Listings, MetadataRows> rows) {
        return words(() -> {
            Caller caller = caller(context);
            Audience audience = audience(context, caller);
            MetadataRows listed = rows.apply(new Listings(audience, guide(audience)));
            return info(
                    caller,
                    new Fetch.Listing(listener -> listed.send(allocator, listener)),
                    Optional.of(listed.schema()),
                    descriptor);
        });
    }

    private Guide guide(Audience audience) {
        return guides.of(audience)
                .orElseThrow(() -> new QueryException("There is no publication yet. Ask again after the first night."));
    }

    @Override
    public FlightInfo getFlightInfoCatalogs(
            FlightSql.CommandGetCatalogs command, CallContext context, FlightDescriptor descriptor) {
        return listing(context, descriptor, Listings::catalogs);
    }

    @Override
    public FlightInfo getFlightInfoSchemas(
            FlightSql.CommandGetDbSchemas command, CallContext context, FlightDescriptor descriptor) {
        return listing(context, descriptor, listings -> listings.schemas(command));
    }

    @Override
    public FlightInfo getFlightInfoTables(
            FlightSql.CommandGetTables command, CallContext context, FlightDescriptor descriptor) {
        return listing(context, descriptor, listings -> listings.tables(command));
    }

    @Override
    public FlightInfo getFlightInfoTableTypes(
            FlightSql.CommandGetTableTypes command, CallContext context, FlightDescriptor descriptor) {
        return listing(context, descriptor, listings -> Listings.tableTypes());
    }

    @Override
    public FlightInfo getFlightInfoTypeInfo(
            FlightSql.CommandGetXdbcTypeInfo command, CallContext context, FlightDescriptor descriptor) {
        return listing(context, descriptor, listings -> Listings.types(command));
    }

    @Override
    public FlightInfo getFlightInfoPrimaryKeys(
            FlightSql.CommandGetPrimaryKeys command, CallContext context, FlightDescriptor descriptor) {
        return listing(
                context,
                descriptor,
                listings ->
                        listings.primaryKeys(given(command.hasCatalog(), command.getCatalog()), command.getTable()));
    }

    @Override
    public FlightInfo getFlightInfoImportedKeys(
            FlightSql.CommandGetImportedKeys command, CallContext context, FlightDescriptor descriptor) {
        return listing(
                context,
                descriptor,
                listings ->
                        listings.importedKeys(given(command.hasCatalog(), command.getCatalog()), command.getTable()));
    }

    @Override
    public FlightInfo getFlightInfoExportedKeys(
            FlightSql.CommandGetExportedKeys command, CallContext context, FlightDescriptor descriptor) {
        return listing(
                context,
                descriptor,
                listings ->
                        listings.exportedKeys(given(command.hasCatalog(), command.getCatalog()), command.getTable()));
    }

    @Override
    public FlightInfo getFlightInfoCrossReference(
            FlightSql.CommandGetCrossReference command, CallContext context, FlightDescriptor descriptor) {
        return listing(context, descriptor, listings -> listings.crossReference(command));
    }

    private static Optional<String> given(boolean has, String value) {
        return has ? Optional.of(value) : Optional.empty();
    }

    @Override
    public FlightInfo getFlightInfoSqlInfo(
            FlightSql.CommandGetSqlInfo command, CallContext context, FlightDescriptor descriptor) {
        return words(() -> info(
                caller(context),
                new Fetch.Listing(listener -> facts.send(command.getInfoList(), listener)),
                Optional.of(FlightSqlProducer.Schemas.GET_SQL_INFO_SCHEMA),
                descriptor));
    }
}
