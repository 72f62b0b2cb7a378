package org.yearbook.dashboard.flight;

import java.util.function.Supplier;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.sql.NoOpFlightSqlProducer;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.query.QueryException;

/** Whatever Flight SQL has to write with is refused, in words for the person at the tool. */
abstract class ReadOnlyProducer extends NoOpFlightSqlProducer {

    static final String ONLY_READ = "Yearbook only answers questions: nothing can be written here. What a publication"
            + " holds comes from last night's deliveries.";
    static final String NO_TRANSACTION =
            "Yearbook has no transactions: a publication never changes. Leave the connection in auto-commit mode.";
    private static final String NO_SUBSTRAIT = "Yearbook takes SQL, not Substrait plans.";

    private static final Logger LOG = LoggerFactory.getLogger(ReadOnlyProducer.class);

    /** Reasons for the person who asked go out as they are; what nobody foresaw stays in the log. */
    static <T> T words(Supplier<T> work) {
        try {
            return work.get();
        } catch (QueryException e) {
            throw CallStatus.INVALID_ARGUMENT.withDescription(e.getMessage()).toRuntimeException();
        } catch (FlightRuntimeException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("A call of Flight SQL failed", e);
            throw CallStatus.INTERNAL
                    .withDescription("The server could not answer. Tell an administrator; its log says why.")
                    .toRuntimeException();
        }
    }

    static FlightRuntimeException refused(String why) {
        return CallStatus.UNIMPLEMENTED.withDescription(why).toRuntimeException();
    }

    private static Runnable refusal(String why, StreamListener<PutResult> acknowledged) {
        return () -> acknowledged.onError(refused(why));
    }

    @Override
    public Runnable acceptPutStatement(
            FlightSql.CommandStatementUpdate command,
            CallContext context,
            FlightStream stream,
            StreamListener<PutResult> acknowledged) {
        return refusal(ONLY_READ, acknowledged);
    }

    @Override
    public Runnable acceptPutStatementBulkIngest(
            FlightSql.CommandStatementIngest command,
            CallContext context,
            FlightStream stream,
            StreamListener<PutResult> acknowledged) {
        return refusal(ONLY_READ, acknowledged);
    }

    @Override
    public Runnable acceptPutPreparedStatementUpdate(
            FlightSql.CommandPreparedStatementUpdate command,
            CallContext context,
            FlightStream stream,
            StreamListener<PutResult> acknowledged) {
        return refusal(ONLY_READ, acknowledged);
    }

    @Override
    public Runnable acceptPutSubstraitPlan(
            FlightSql.CommandStatementSubstraitPlan command,
            CallContext context,
            FlightStream stream,
            StreamListener<PutResult> acknowledged) {
        return refusal(NO_SUBSTRAIT, acknowledged);
    }

    @Override
    public FlightInfo getFlightInfoSubstraitPlan(
            FlightSql.CommandStatementSubstraitPlan command, CallContext context, FlightDescriptor descriptor) {
        throw refused(NO_SUBSTRAIT);
    }

    @Override
    public void createPreparedSubstraitPlan(
            FlightSql.ActionCreatePreparedSubstraitPlanRequest request,
            CallContext context,
            StreamListener<FlightSql.ActionCreatePreparedStatementResult> listener) {
        throw refused(NO_SUBSTRAIT);
    }

    @Override
    public void beginTransaction(
            FlightSql.ActionBeginTransactionRequest request,
            CallContext context,
            StreamListener<FlightSql.ActionBeginTransactionResult> listener) {
        throw refused(NO_TRANSACTION);
    }

    @Override
    public void beginSavepoint(
            FlightSql.ActionBeginSavepointRequest request,
            CallContext context,
            StreamListener<FlightSql.ActionBeginSavepointResult> listener) {
        throw refused(NO_TRANSACTION);
    }

    @Override
    public void endTransaction(
            FlightSql.ActionEndTransactionRequest request, CallContext context, StreamListener<Result> listener) {
        throw refused(NO_TRANSACTION);
    }

    @Override
    public void endSavepoint(
            FlightSql.ActionEndSavepointRequest request, CallContext context, StreamListener<Result> listener) {
        throw refused(NO_TRANSACTION);
    }
}
