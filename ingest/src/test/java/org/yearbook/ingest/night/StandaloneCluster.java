package org.yearbook.ingest.night;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Spark standalone cluster on this machine: a master and workers as processes of their own, started from the classes
 * in Spark's jars, with a Spark home that holds nothing of Yearbook.
 */
final class StandaloneCluster implements AutoCloseable {

    private static final Pattern OURS = Pattern.compile("yearbook|duckdb|jooq|iceberg|picocli|snakeyaml-engine|jsch"
            + "|fastexcel|juniversalchardet|jspecify|r2dbc|reactive-streams");

    private final Path folder;
    private final Path spark;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    /** Starts a master and workers; those live in another time zone than this process. */
    StandaloneCluster(Path folder, int workers) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.spark = folder.resolve("spark");
        Path jars = Files.createDirectories(spark.resolve("jars"));
        pathOf(classPath().filter(StandaloneCluster::isSparks).toList(), jars.resolve("spark.jar"));
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        start(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "" + port,
                "--webui-port",
                "0");
        await("master", "I have been elected leader");
        for (int worker = 1; worker <= workers; worker++) {
            start(
                    "worker-" + worker,
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    folder.resolve("work-" + worker).toString(),
                    master());
        }
        for (int worker = 1; worker <= workers; worker++) {
            await("worker-" + worker, "Successfully registered with master");
        }
    }

    String master() {
        return "spark://127.0.0.1:" + port;
    }

    /** Runs a command of the ingest by spark-submit and {@return its exit status}; its words are in submit.log. */
    int submit(String... arguments) throws IOException, InterruptedException {
        List<String> jars = new ArrayList<>();
        for (Path entry : classPath().filter(entry -> !isSparks(entry)).toList()) {
            jars.add((Files.isDirectory(entry) ? packed(entry) : entry).toString());
        }
        List<String> all = new ArrayList<>(List.of(
                "--master",
                master(),
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.executor.memory=512m",
                "--conf",
                "spark.executor.cores=1",
                "--conf",
                "spark.executor.memoryOverhead=512m",
                "--conf",
                "spark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
                        + (Runtime.version().feature() < 24 ? "" : " --sun-misc-unsafe-memory-access=allow"),
                "--jars",
                String.join(",", jars.subList(1, jars.size())),
                "--class",
                YearbookIngest.class.getName(),
                jars.get(0)));
        all.addAll(List.of(arguments));
        return start("submit", "org.apache.spark.deploy.SparkSubmit", all.toArray(String[]::new))
                .waitFor();
    }

    String said(String process) throws IOException {
        return Files.readString(folder.resolve(process + ".log"));
    }

    /** {@return how many executors did work on a worker} */
    long executors(int worker) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("work-" + worker))) {
            return files.filter(file -> file.endsWith("stderr")).count();
        }
    }

    private Process start(String name, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("--sun-misc"))
                .forEach(command::add);
        // Short lives: what the compiler learns is lost anyway.
        command.addAll(List.of(
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // More than this machine may have: where there are few, Java does without its common pool, whose
                // threads
                // see other classes than the one that spark-submit started.
                "-XX:ActiveProcessorCount=4",
                "-cp",
                spark.resolve("jars") + File.separator + "*",
                main));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(folder.resolve(name + ".log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME", spark.toString(), "SPARK_LOCAL_IP", "127.0.0.1", "SPARK_SCALA_VERSION", "2.13"));
        if (name.startsWith("worker")) {
            builder.environment().put("TZ", "Asia/Tokyo");
        }
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private void await(String process, String word) throws IOException, InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            if (said(process).contains(word)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("The " + process + " does not start:\n" + said(process));
    }

    private static Stream<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists);
    }

    private static boolean isSparks(Path entry) {
        return !Files.isDirectory(entry)
                && !OURS.matcher(entry.getFileName().toString()).find();
    }

    /** One jar that stands for many: a folder of links would be found to lead out of the test's own. */
    private static void pathOf(List<Path> jars, Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        jars.stream().map(one -> one.toUri().toString()).collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    /** Classes as a jar: an executor cannot be sent a folder. */
    private Path packed(Path classes) throws IOException {
        Path jar = folder.resolve("classes-" + Integer.toHexString(classes.hashCode()) + ".jar");
        if (Files.exists(jar)) {
            return jar;
        }
        try (OutputStream out = Files.newOutputStream(jar);
                var packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, packed);
            }
        }
        return jar;
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
