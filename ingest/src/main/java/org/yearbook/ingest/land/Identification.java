package org.yearbook.ingest.land;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Nearest;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.ColumnMatch;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.FieldPath;
import org.yearbook.ingest.contract.FileFormat;
import org.yearbook.ingest.contract.FileName;
import org.yearbook.ingest.contract.FixedFormat;
import org.yearbook.ingest.contract.JsonFormat;
import org.yearbook.ingest.contract.Positions;
import org.yearbook.ingest.contract.WorkbookFormat;
import org.yearbook.ingest.contract.XmlFormat;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.land.FirstLook.Kind;
import org.yearbook.ingest.source.folder.OneRosterFiles;

/** Finds the contracts of a file: by its name, or by the columns it has. */
final class Identification {

    private static final List<Character> DELIMITERS = List.of(',', '\t', ';', '|', '^', '~');

    /** The name of a table may say that it is written in another way than agreed. */
    private static final List<String> TABLES = List.of(".csv", ".xlsx", ".txt");

    /** How far down a table may begin, below a title, the day of the report and the like, to be found. */
    static final int ROWS_OF_TITLES = 30;

    private final Contracts contracts;

    Identification(Contracts contracts) {
        this.contracts = contracts;
    }

    /**
     * The contracts of a file.
     *
     * @param fitting those that it fits
     * @param passedOver why it does not fit others that name their files, or the elements in them, in the same way
     */
    record Found(List<Identified> fitting, Map<Contract, Refusal> passedOver) {}

    /**
     * Finds the contracts of a file that came outside a OneRoster bundle. Usually there is one; several when they name
     * their files in the same way, each with an eye to other rows of it.
     */
    Found lone(Member member, FirstLook look) throws IOException, Refusal {
        List<Contract> named = contracts.namedAlike(member.name());
        if (!named.isEmpty()) {
            return under(named, member, look);
        }
        for (String ending : look.kind() == Kind.TEXT || look.kind() == Kind.WORKBOOK ? TABLES : List.<String>of()) {
            String name = member.name().replaceFirst("\\.\\w+$", "") + ending;
            List<Contract> almost = contracts.namedAlike(name).stream()
                    .filter(contract -> !(contract.format() instanceof FixedFormat))
                    .toList();
            if (!almost.isEmpty()) {
                return under(almost, new Member(member.file(), name, member.path()), look);
            }
        }
        return unnamed(member, look);
    }

    private Found under(List<Contract> named, Member member, FirstLook look) throws IOException, Refusal {
        List<Identified> fitting = new ArrayList<>();
        Map<Contract, Refusal> passedOver = new LinkedHashMap<>();
        for (Contract contract : named) {
            try {
                fitting.add(under(contract, member, look));
            } catch (Refusal refusal) {
                passedOver.put(contract, refusal);
            }
        }
        if (fitting.isEmpty()) {
            throw passedOver.values().iterator().next();
        }
        return new Found(fitting, passedOver);
    }

    private Found unnamed(Member member, FirstLook look) throws IOException, Refusal {
        return switch (look.kind()) {
            case TEXT -> only(unnamedText(member, look.form()));
            case WORKBOOK -> only(unnamedWorkbook(member));
            case XML -> unnamedXml(member, look.form());
            case JSON ->
                throw new Refusal(
                        Rules.SCHEMA,
                        "The file is a JSON document, and no contract knows a file of this name."
                                + proposal(member.name()),
                        FirstLook.OFTEN_AN_ERROR);
        };
    }

    private static Found only(Identified file) {
        return new Found(List.of(file), Map.of());
    }

    private Identified unnamedText(Member member, TextForm form) throws IOException, Refusal {
        CsvFormat seen = SeparatorLine.heeded(member.path(), form, CsvFormat.RFC_4180);
        List<String> widest = List.of();
        for (char delimiter : delimiters(seen)) {
            CsvFormat format = seen.withDelimiter(delimiter);
            Header header = Header.read(member.path(), form, format, null);
            Optional<Contract> shaped = contracts.shaped(header.names());
            if (shaped.isPresent()) {
                CsvFormat agreed = SeparatorLine.heeded(member.path(), form, csv(shaped.get()));
                return csv(shaped.get(), member, form, agreed.withDelimiter(delimiter));
            }
            widest = header.names().size() > widest.size() ? header.names() : widest;
        }
        throw unknown(member, widest);
    }

    /** {@return the characters that may part the fields, the one that is told or agreed on first} */
    static List<Character> delimiters(CsvFormat first) {
        return Stream.concat(Stream.of(first.delimiter()), DELIMITERS.stream())
                .distinct()
                .toList();
    }

    private Identified unnamedWorkbook(Member member) throws IOException, Refusal {
        try (var workbook = Workbook.open(member.path(), ArchiveLimits.USUAL)) {
            List<Identified> fitting = new ArrayList<>();
            List<String> widest = List.of();
            for (Sheet sheet : workbook.sheets()) {
                Header header = Header.of(SheetTable.names(workbook, sheet, 0).names(), null);
                Optional<Contract> shaped = contracts.shaped(header.names());
                if (shaped.isPresent()) {
                    fitting.add(sheet(shaped.get(), member, workbook, sheet));
                }
                widest = header.names().size() > widest.size() ? header.names() : widest;
            }
            if (fitting.size() > 1) {
                throw new Refusal(
                        Rules.SCHEMA,
                        fitting.size()
                                + " sheets of the workbook have columns that contracts know, and no contract knows"
                                + " a file of this name.",
                        "Name the file as the contract that is meant says, and name its sheet there under 'xlsx: sheet'.");
            }
            if (fitting.isEmpty()) {
                throw unknown(member, widest);
            }
            return fitting.get(0);
        }
    }

    private Found unnamedXml(Member member, TextForm seen) throws IOException, Refusal {
        TextForm form = XmlDocument.form(member.path(), seen);
        Set<String> names = XmlDocument.names(member.path(), form);
        List<Contract> known = contracts.all().stream()
                .filter(contract -> contract.format() instanceof XmlFormat xml
                        && xml.rows().stream().anyMatch(names::contains))
                .toList();
        if (!known.isEmpty()) {
            Found found = under(known, member, new FirstLook(Kind.XML, seen));
            List<Identified> fitting = found.fitting();
            if (fitting.size() > 1) {
                throw new Refusal(
                        Rules.SCHEMA,
                        "The elements of the XML document are those of several contracts, and none knows a file of this"
                                + " name.",
                        "Name the file as one of these contracts says: "
                                + fitting.stream()
                                        .map(identified -> identified.contract().id())
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
            return found;
        }
        throw new Refusal(
                Rules.SCHEMA,
                "The file is an XML document, not a CSV table, and no contract knows its elements."
                        + proposal(member.name()),
                FirstLook.OFTEN_AN_ERROR);
    }

    /** Fits a file to the contract that it was agreed to have. */
    Identified under(Contract contract, Member member, FirstLook look) throws IOException, Refusal {
        FileFormat format = contract.format();
        boolean table = format instanceof CsvFormat || format instanceof WorkbookFormat;
        boolean bundle = contract.schoolYear() instanceof YearRule.Bundle;
        if (look.kind() == Kind.WORKBOOK && table && !bundle) {
            return workbook(contract, member);
        }
        boolean other = look.kind() == Kind.TEXT && format instanceof WorkbookFormat;
        if (look.kind() != agreed(format) && !other) {
            throw new Refusal(
                    Rules.FILE,
                    "The file is " + look.kind().words() + ", not "
                            + (format instanceof CsvFormat
                                    ? "a CSV table"
                                    : agreed(format).words())
                            + ".",
                    format instanceof CsvFormat
                            ? FirstLook.OFTEN_AN_ERROR
                            : "Ask the source for the export that was agreed on: " + format.word() + ".");
        }
        if (format instanceof FixedFormat fixed) {
            return fixed(contract, member, form(look.form(), fixed.encoding()), fixed);
        }
        if (table) {
            CsvFormat csv = csv(contract);
            return text(contract, member, form(look.form(), csv.encoding()), csv);
        }
        return document(contract, member, look.form());
    }

    private static Kind agreed(FileFormat format) {
        if (format instanceof JsonFormat) {
            return Kind.JSON;
        }
        if (format instanceof XmlFormat) {
            return Kind.XML;
        }
        return format instanceof WorkbookFormat ? Kind.WORKBOOK : Kind.TEXT;
    }

    private static TextForm form(TextForm seen, @Nullable Charset agreed) {
        return agreed == null || !seen.equals(TextForm.UTF_8) ? seen : new TextForm(agreed, 0);
    }

    private static Identified text(Contract contract, Member member, TextForm form, CsvFormat csv)
            throws IOException, Refusal {
        CsvFormat agreed = SeparatorLine.heeded(member.path(), form, csv);
        Identified identified = csv(contract, member, form, agreed);
        if (identified.match().fits()) {
            return identified;
        }
        for (char delimiter : delimiters(agreed)) {
            Identified other = csv(contract, member, form, agreed.withDelimiter(delimiter));
            if (other.header().names().size() > 1 && other.match().fits()) {
                return other;
            }
        }
        if (agreed.headless()) {
            throw tooNarrow(identified);
        }
        int below = lineOfNames(contract, member, form, agreed);
        throw below == 0
                ? missing(contract, identified.header())
                : below(
                        contract,
                        "line " + below,
                        contract.format() instanceof CsvFormat ? "csv: {skipLines: " + (below - 1) + "}" : null);
    }

    /** {@return the line below others that has the names of the columns; 0 when there is none} */
    private static int lineOfNames(Contract contract, Member member, TextForm form, CsvFormat agreed)
            throws IOException {
        int found = 0;
        for (int above = 1; above < ROWS_OF_TITLES; above++) {
            try {
                Header header = Header.read(member.path(), form, agreed.withSkipLines(above), contract);
                if (contract.match(header.names()).fits()) {
                    // Blank lines in front of it count as lines.
                    found = above + 1;
                } else if (found > 0) {
                    return found;
                }
            } catch (Refusal titleOfSeveralLines) {
                // The table may begin behind it.
            }
        }
        return found;
    }

    private static Identified csv(Contract contract, Member member, TextForm form, CsvFormat format)
            throws IOException, Refusal {
        Header header = format.headless()
                ? Header.ordered(member.path(), form, format, contract)
                : Header.read(member.path(), form, format, contract);
        var table = new CsvTable(member.path(), form, format, header.names().size());
        return Identified.of(contract, member, form, format, header, table);
    }

    private static Identified fixed(Contract contract, Member member, TextForm form, FixedFormat format)
            throws IOException, Refusal {
        List<String> names = new ArrayList<>();
        List<Positions> places = new ArrayList<>();
        for (Column column : contract.delivered()) {
            Positions place = column.positions();
            if (place != null) {
                names.add(column.physicalName());
                places.add(place);
            }
        }
        var table = new FixedTable(member.path(), form, format, places);
        int needed = contract.delivered().stream()
                .filter(column -> column.required() && column.positions() != null)
                .mapToInt(column -> column.positions().first())
                .max()
                .orElse(1);
        if (!table.reaches(needed)) {
            throw new Refusal(
                    Rules.SCHEMA,
                    "The lines are too short for " + contract.name() + ": a required field begins at character "
                            + needed + ", where no line of the first " + FixedTable.LOOKED_AT + " has anything.",
                    "Ask the source for the export that was agreed on: fixed. When the file is about something else, name it"
                            + " as its own contract says.");
        }
        return Identified.of(contract, member, form, format, Header.of(names, contract), table);
    }

    private static Identified workbook(Contract contract, Member member) throws IOException, Refusal {
        try (var workbook = Workbook.open(member.path(), ArchiveLimits.USUAL)) {
            List<Identified> all = new ArrayList<>();
            for (Sheet sheet : sheets(contract, workbook)) {
                all.add(sheet(contract, member, workbook, sheet));
            }
            if (all.isEmpty()) {
                throw Workbook.damaged();
            }
            List<Identified> fitting =
                    all.stream().filter(sheet -> sheet.match().fits()).toList();
            if (fitting.size() > 1) {
                throw several(contract, workbook, fitting);
            }
            if (fitting.isEmpty()) {
                int below = rowOfNames(contract, workbook);
                throw below == 0
                        ? missing(contract, all.get(0).header())
                        : below(
                                contract,
                                "row " + below,
                                contract.format() instanceof WorkbookFormat
                                        ? "xlsx: {headerRow: " + below + "}"
                                        : null);
            }
            return fitting.get(0);
        }
    }

    /** Whoever looks at a workbook does not see its hidden sheets. */
    private static Refusal several(Contract contract, Workbook workbook, List<Identified> fitting) {
        long hidden = fitting.stream()
                .filter(one -> one.format() instanceof WorkbookFormat sheet
                        && sheet.sheet() != null
                        && workbook.hides(sheet.sheet()))
                .count();
        String some =
                hidden == 0 ? "" : hidden == 1 ? "; one of them is hidden" : "; " + hidden + " of them are hidden";
        return new Refusal(
                Rules.SCHEMA,
                fitting.size() + " sheets of the workbook have the columns of " + contract.name() + some + ".",
                "Deliver a workbook with one of them, or name the sheet that is meant under 'xlsx: sheet' in contract "
                        + contract.id() + ".");
    }

    /** {@return the row below others that has the names of the columns; 0 when no sheet has one} */
    private static int rowOfNames(Contract contract, Workbook workbook) throws Refusal {
        for (Sheet sheet : sheets(contract, workbook)) {
            for (SheetTable.Names row : SheetTable.first(workbook, sheet, ROWS_OF_TITLES)) {
                Header header = Header.of(row.names(), contract);
                if (contract.match(header.names()).fits()) {
                    return row.row();
                }
            }
        }
        return 0;
    }

    /** {@return the sheet that was agreed on; without such, all} Sheets may be named after people: that is not told. */
    private static List<Sheet> sheets(Contract contract, Workbook workbook) throws Refusal {
        List<Sheet> all = workbook.sheets();
        String name = contract.format() instanceof WorkbookFormat agreed ? agreed.sheet() : null;
        if (name == null) {
            return all;
        }
        Optional<Sheet> found = workbook.sheet(name);
        if (found.isEmpty()) {
            List<String> names = all.stream().map(Sheet::getName).toList();
            throw new Refusal(
                    Rules.SCHEMA,
                    "The workbook has no sheet '" + name + "'." + Nearest.proposal(name, names),
                    "Export the workbook as agreed, or correct 'sheet' in contract " + contract.id() + ".");
        }
        return List.of(found.get());
    }

    private static Identified sheet(Contract contract, Member member, Workbook workbook, Sheet sheet)
            throws IOException, Refusal {
        int headerRow = contract.format() instanceof WorkbookFormat agreed ? agreed.headerRow() : 0;
        SheetTable.Names names = SheetTable.names(workbook, sheet, headerRow);
        Header header = Header.of(names.names(), contract);
        var format = new WorkbookFormat(
                sheet.getName(), names.row(), contract.format().nullTokens());
        var table = new SheetTable(
                member.path(), sheet.getName(), names.row(), header.names().size());
        return Identified.of(contract, member, TextForm.UTF_8, format, header, table);
    }

    private static Identified document(Contract contract, Member member, TextForm seen) throws IOException, Refusal {
        TextForm form = seen;
        Document document;
        if (contract.format() instanceof XmlFormat xml) {
            form = XmlDocument.form(member.path(), seen);
            document = new XmlDocument(member.path(), form, xml.rows());
        } else if (contract.format() instanceof JsonFormat json) {
            form = seen.utf8() ? new TextForm(Encodings.of(member.path()), seen.markBytes()) : seen;
            document = new JsonDocument(member.path(), form, json.rows());
        } else {
            throw new IllegalStateException(contract.id() + " is about no document");
        }
        Survey.Result survey = Survey.of(document, contract);
        List<FieldPath> columns = survey.header().names().stream()
                .map(name -> FieldPath.parse(name).orElseThrow())
                .toList();
        var table = new TreeTable(document, columns, survey.byLine());
        Identified identified = Identified.of(contract, member, form, contract.format(), survey.header(), table);
        if (!identified.match().fits()) {
            throw missing(contract, survey.header());
        }
        return identified;
    }

    /** {@return how a contract has CSV split; as usual when it is about something else} */
    static CsvFormat csv(Contract contract) {
        return contract.format() instanceof CsvFormat csv
                ? csv
                : new CsvFormat(',', '"', contract.format().nullTokens());
    }

    private Refusal unknown(Member member, List<String> header) {
        if (OneRosterFiles.member(member.name()).isPresent()) {
            return new Refusal(
                    Rules.SCHEMA,
                    "This looks like a file of a OneRoster bundle, but no manifest.csv came with it.",
                    "Deliver the whole bundle with its manifest.csv: as a zip, as a folder, or all its files at once.");
        }
        return new Refusal(
                Rules.SCHEMA,
                "No contract knows a file of this name or with these columns."
                        + proposal(member.name())
                        + contracts
                                .nearest(header)
                                .map(near -> nearest(near, header))
                                .orElse(""),
                "Name the file as its contract says, or describe it in a contract of your own in the contracts folder;"
                        + " 'yearbook sources draft' begins one.");
    }

    /** Only names that contracts know are told: what else stands in the first line may be data. */
    private static String nearest(Contract near, List<String> header) {
        ColumnMatch match = near.match(header);
        String lacking = match.missingRequired().stream()
                .map(field -> near.column(field).orElseThrow().physicalName())
                .collect(Collectors.joining(", "));
        return " By its columns it is nearest to " + near.name() + " (" + near.id() + ")"
                + (lacking.isEmpty()
                        ? ", but most of its columns are others."
                        : ", which also needs: " + lacking + ".");
    }

    private String proposal(String name) {
        List<String> patterns = contracts.all().stream()
                .flatMap(contract -> contract.files().stream())
                .map(FileName::pattern)
                .distinct()
                .toList();
        return Nearest.proposal(name, patterns);
    }

    private static Refusal tooNarrow(Identified file) {
        Contract contract = file.contract();
        List<String> lacking = file.match().missingRequired();
        return new Refusal(
                Rules.SCHEMA,
                "The file has no line of column names, and its rows have "
                        + file.header().names().size() + " fields, too few for: " + String.join(", ", lacking) + ".",
                "Export all columns in the order of contract " + contract.id() + ", or correct it: "
                        + preferred(contract) + ".");
    }

    /** A title, the day of the report and the like stand above the table. */
    private static Refusal below(Contract contract, String place, @Nullable String setting) {
        return new Refusal(
                Rules.SCHEMA,
                "The columns of " + contract.name() + " are named in " + place + ", below other lines.",
                "Deliver it without what stands above them"
                        + (setting == null ? "." : ", or say '" + setting + "' in contract " + contract.id() + "."));
    }

    /** Without one known column the first line may be data, and data is not for messages. */
    private static Refusal missing(Contract contract, Header header) {
        ColumnMatch match = contract.match(header.names());
        boolean document = contract.format() instanceof JsonFormat || contract.format() instanceof XmlFormat;
        if (match.fields().isEmpty() && !document) {
            return new Refusal(
                    Rules.SCHEMA,
                    "The first line holds none of the columns of " + contract.name() + ".",
                    "The first line must name the columns: " + preferred(contract) + ".");
        }
        List<String> others = document
                ? header.besides().stream()
                        .filter(name -> !name.contains(Survey.UNTOLD))
                        .toList()
                : match.extra();
        List<String> lacking = new ArrayList<>();
        for (String field : match.missingRequired()) {
            String name = contract.column(field).orElseThrow().physicalName();
            lacking.add("'" + name + "'" + ColumnFindings.proposal(name, others));
        }
        List<String> has = new ArrayList<>(header.names());
        has.addAll(header.besides());
        return new Refusal(
                Rules.SCHEMA,
                (lacking.size() == 1 ? "A required column is missing: " : "Required columns are missing: ")
                        + String.join(", ", lacking) + ". The file has: " + String.join(", ", has) + ".",
                "Export the file with the missing columns, or, when they are there under another name, add that name to"
                        + " 'physicalName' in contract " + contract.id() + ".");
    }

    private static String preferred(Contract contract) {
        return contract.delivered().stream().map(Column::physicalName).collect(Collectors.joining(", "));
    }
}
