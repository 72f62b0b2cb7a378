package org.yearbook.ingest.night;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a night's tasks run: on this machine, or on any Spark cluster by its master URL. The engine starts beside the
 * landing, and not at all when there is nothing for it to do.
 */
final class Cluster implements AutoCloseable {

    private final String master;
    private @Nullable CompletableFuture<JavaSparkContext> starting;

    Cluster(String master) {
        this.master = master;
    }

    /** Begins to start the engine, in the background. */
    void warmUp() {
        if (starting == null) {
            starting = CompletableFuture.supplyAsync(this::start);
        }
    }

    /** {@return the outcomes of the tasks, in no order} */
    List<ItemTask.Outcome> run(List<ItemTask> tasks) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        warmUp();
        CompletableFuture<JavaSparkContext> context = starting;
        if (context == null) {
            throw new IllegalStateException("the engine did not start");
        }
        return context.join()
                .parallelize(new ArrayList<>(tasks), tasks.size())
                .map(ItemTask::run)
                .collect();
    }

    private JavaSparkContext start() {
        var settings = new SparkConf()
                .setAppName("Yearbook night")
                .setMaster(master)
                .set("spark.ui.enabled", "false")
                .set("spark.ui.showConsoleProgress", "false")
                .set("spark.task.maxFailures", "1")
                .set("spark.rdd.compress", "false");
        if (master.startsWith("local")) {
            settings.set("spark.driver.host", "localhost").set("spark.driver.bindAddress", "127.0.0.1");
        } else {
            settings.set("spark.jars", String.join(",", jars()));
        }
        return new JavaSparkContext(settings);
    }

    /** What an executor elsewhere needs beside Spark itself. */
    private static List<String> jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> entry.contains("yearbook")
                        || entry.contains("duckdb")
                        || entry.contains("jooq")
                        || entry.contains("r2dbc")
                        || entry.contains("reactive-streams"))
                .toList();
    }

    @Override
    public void close() {
        if (starting != null) {
            starting.thenAccept(JavaSparkContext::close).join();
        }
    }
}
