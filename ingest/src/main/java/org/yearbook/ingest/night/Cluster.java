package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a night's tasks run. Left to itself, on this machine: in this very process, and by a local Spark once there is
 * so much to do that starting it does not matter. Told a master URL, always by Spark. The engine starts beside the
 * landing when it is sure to be needed, and not at all when there is nothing for it to do.
 */
final class Cluster implements AutoCloseable {

    /** Chooses by itself. */
    static final String THIS_MACHINE = "auto";

    /** Rows of one tier below which the start of the engine would take longer than the work. */
    private static final long MUCH = 5_000_000;

    /** What an executor may use beyond its heap: all of DuckDB's memory is of that kind. */
    private static final String OVERHEAD = "spark.executor.memoryOverhead";

    /** How the names of the jars begin that a task needs. */
    private static final List<String> SENT = List.of("yearbook-", "duckdb", "jooq", "r2dbc", "reactive-streams");

    private static final String SPILL = "yearbook-spill";

    private final String master;
    private final int cores;
    private final long much;
    private @Nullable CompletableFuture<JavaSparkContext> starting;
    private volatile double startSeconds;

    Cluster(String master, int cores) {
        this(master, cores, MUCH);
    }

    /** {@return the master that this process was told of, by spark-submit for instance; else this machine} */
    static String told() {
        return System.getProperty("spark.master", THIS_MACHINE);
    }

    /** With {@code much}, a tier of fewer rows runs without Spark when nobody asked for it. */
    Cluster(String master, int cores, long much) {
        this.master = master;
        this.cores = cores;
        this.much = master.equals(THIS_MACHINE) ? much : 0;
    }

    /** Begins to start the engine, in the background, if about so many rows will need it. */
    void warmUp(long rows) {
        if (starting == null && rows >= much) {
            starting = CompletableFuture.supplyAsync(this::start, Ahead.THREADS);
        }
    }

    /** {@return how long the engine took to start; nothing when it was not} */
    OptionalDouble startSeconds() {
        return starting == null ? OptionalDouble.empty() : OptionalDouble.of(startSeconds);
    }

    /** {@return the outcomes of the tasks, in no order} */
    List<ItemTask.Outcome> run(List<ItemTask> tasks) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        boolean alone = tasks.size() == 1 && much > 0;
        if (!alone) {
            warmUp(tasks.stream().mapToLong(ItemTask::rows).sum());
        }
        CompletableFuture<JavaSparkContext> engine = starting;
        if (engine == null || alone) {
            return inThreads(tasks);
        }
        var spread = engine.join().parallelize(new ArrayList<>(tasks), tasks.size());
        return (here() ? spread.map(ItemTask::run) : spread.map(Cluster::there)).collect();
    }

    /** On a machine that the driver knows nothing of: its processors, its memory, its disk. */
    private static ItemTask.Outcome there(ItemTask task) {
        SparkConf settings = SparkEnv.get().conf();
        Path spill = Path.of(SparkFiles.getRootDirectory(), SPILL).toAbsolutePath();
        int cores = settings.getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
        int beside = Math.max(1, cores / settings.getInt("spark.task.cpus", 1));
        Machine machine = settings.contains(OVERHEAD)
                ? new Machine(cores, settings.getSizeAsMb(OVERHEAD, "0"), spill)
                : new Machine(cores, Machine.here(spill).memoryMegabytes(), spill);
        return task.within(machine, beside).run();
    }

    /** The largest first, so that none is left to run alone at the end. */
    private List<ItemTask.Outcome> inThreads(List<ItemTask> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(cores, tasks.size()));
        try {
            List<Future<ItemTask.Outcome>> running = tasks.stream()
                    .sorted(Comparator.comparingLong(ItemTask::rows).reversed())
                    .map(task -> threads.submit(task::run))
                    .toList();
            List<ItemTask.Outcome> outcomes = new ArrayList<>();
            for (Future<ItemTask.Outcome> task : running) {
                outcomes.add(task.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The night was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private String url() {
        return master.equals(THIS_MACHINE) ? "local[" + cores + "]" : master;
    }

    private boolean here() {
        return url().startsWith("local");
    }

    private JavaSparkContext start() {
        long began = System.nanoTime();
        // A task names the files that it writes: two attempts at one time would write the same ones. So a task that
        // fails fails the night, which is run again, and none is started twice because it is slow.
        var settings = new SparkConf()
                .setAppName("Yearbook night")
                .setMaster(url())
                .setIfMissing("spark.ui.enabled", "false")
                .set("spark.ui.showConsoleProgress", "false")
                .set("spark.task.maxFailures", "1")
                .set("spark.speculation", "false")
                .set("spark.rdd.compress", "false");
        if (here()) {
            settings.set("spark.driver.host", "localhost").set("spark.driver.bindAddress", "127.0.0.1");
        } else {
            // What spark-submit was given with --jars is there already.
            settings.setIfMissing("spark.jars", String.join(",", jars()));
        }
        var engine = new JavaSparkContext(settings);
        startSeconds = (System.nanoTime() - began) / 1e9;
        return engine;
    }

    /** What an executor elsewhere needs beside Spark itself. */
    private static List<String> jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> {
                    String name = String.valueOf(Path.of(entry).getFileName());
                    return SENT.stream().anyMatch(name::startsWith);
                })
                .toList();
    }

    @Override
    public void close() {
        if (starting != null) {
            starting.thenAccept(JavaSparkContext::close).join();
        }
    }
}
