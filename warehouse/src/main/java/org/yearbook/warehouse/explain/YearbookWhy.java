package org.yearbook.warehouse.explain;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.explain.Explanation.End;
import org.yearbook.warehouse.explain.Explanation.Part;
import org.yearbook.warehouse.explain.Question.Side;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.home.Release;
import org.yearbook.warehouse.home.ToldFaults;
import org.yearbook.warehouse.publish.PublicationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook metrics why}: a move in its parts, in plain words and without any person. */
@Command(
        name = "yearbook metrics why",
        description = "Tells why a number changed between two nights, two school years or two versions.",
        mixinStandardHelpOptions = true)
public final class YearbookWhy implements Callable<Integer> {

    private static final long MEGABYTES = 2048;
    private static final Pattern YEAR = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern VERSION = Pattern.compile("v\\d{1,6}");

    @Parameters(paramLabel = "METRIC", description = "Its id, as yearbook metrics lists it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private String metric;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--from",
            paramLabel = "NIGHT|YEAR|vN",
            required = true,
            description =
                    "The earlier number: the day or id of a kept night, a school year such as 2024-25, or a version.")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Option(names = "--to", paramLabel = "NIGHT|YEAR|vN", required = true, description = "The later number.")
    @SuppressWarnings("NullAway.Init")
    private String to;

    @Option(names = "--year", paramLabel = "YEAR", description = "The school year; the latest when left out.")
    private @Nullable String year;

    @Option(
            names = "--authority",
            defaultValue = "district",
            description = "Whose definition: district, state, federal.")
    @SuppressWarnings("NullAway.Init")
    private String authority;

    @Option(names = "--organization", paramLabel = "ID", description = "A school's number; the district when left out.")
    private @Nullable String organization;

    @Option(
            names = "--group",
            paramLabel = "DIMENSION=VALUE",
            description = "Such as el=true; everybody when left out.")
    private @Nullable String group;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(command(out, err).execute(arguments));
    }

    public static CommandLine command(PrintWriter out, PrintWriter err) {
        var command =
                Release.toldBy(new CommandLine(new YearbookWhy())).setOut(out).setErr(err);
        command.setExecutionExceptionHandler(
                new ToldFaults(ExplainException.class, HomeException.class, PublicationException.class));
        return command;
    }

    @Override
    public Integer call() {
        DistrictHome opened = home.open();
        District district = DistrictFile.read(opened);
        String[] named = group == null ? new String[] {"all", "all"} : group.split("=", 2);
        if (named.length < 2) {
            throw new ExplainException("--group is a dimension and a value, like el=true, not '" + group + "'.");
        }
        var question = new Question(
                metric,
                authority,
                organization == null ? district.leaId() : organization,
                named[0],
                named[1],
                side(from),
                side(to));
        long begun = System.nanoTime();
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        Explanation why = new Explainer(opened, district, new Limits(threads, MEGABYTES, null)).explain(question, 0);
        tell(why, spec.commandLine().getOut());
        spec.commandLine().getOut().printf(Locale.ROOT, "%nTold in %.1f seconds.%n", (System.nanoTime() - begun) / 1e9);
        return 0;
    }

    private Side side(String text) {
        if (YEAR.matcher(text).matches()) {
            return Side.year(text);
        }
        if (VERSION.matcher(text).matches()) {
            return new Side(null, year, Integer.valueOf(text.substring(1)));
        }
        return new Side(text, year, null);
    }

    private static void tell(Explanation why, PrintWriter out) {
        out.println(why.label());
        out.println("  from " + value(why.unit(), Fraction.of(why.from().cell().value())) + "  " + end(why.from()));
        out.println("  to   " + value(why.unit(), Fraction.of(why.to().cell().value())) + "  " + end(why.to()));
        out.println();
        for (Part part : why.parts()) {
            String words = part.causes().stream().map(Cause::words).collect(Collectors.joining(" + "));
            out.printf(Locale.ROOT, "  %-22s %16s  (%s)%n", words, move(why.unit(), part.change()), part.change());
            Explanation.Counts counts = part.counts();
            if (counts != null && counts.all() > 0) {
                out.println("      counted: " + counts.enteredNumerator() + " came, " + counts.leftNumerator()
                        + " left; out of: " + counts.enteredDenominator() + " came, " + counts.leftDenominator()
                        + " left; other amount: " + counts.otherAmount());
            }
        }
        out.printf(Locale.ROOT, "  %-22s %16s%n", "All together", move(why.unit(), why.whole()));
        why.notes().forEach(note -> out.println("\n" + note));
    }

    private static String end(End end) {
        return end.schoolYear() + ", version " + end.version() + ", publication " + end.publication() + " (data as of "
                + end.asOf() + ")";
    }

    private static String value(String unit, Fraction value) {
        return unit.equals("percent")
                ? value.rounded(6).movePointRight(2).setScale(4).toPlainString() + "%"
                : value.rounded(4).stripTrailingZeros().toPlainString();
    }

    private static String move(String unit, Fraction change) {
        BigDecimal rounded = change.rounded(unit.equals("percent") ? 6 : 4);
        String sign = change.signum() > 0 ? "+" : "";
        return unit.equals("percent")
                ? sign + rounded.movePointRight(2).setScale(4).toPlainString() + " points"
                : sign + rounded.stripTrailingZeros().toPlainString();
    }
}
