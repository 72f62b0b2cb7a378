package org.yearbook.ingest.land;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yearbook.definitions.Nearest;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.ColumnMatch;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.FileName;
import org.yearbook.ingest.source.folder.OneRosterFiles;

/** Finds the contract of a file: by its name, or by the columns it has. */
final class Identification {

    private static final List<Character> DELIMITERS = List.of(',', '\t', ';', '|');

    private final Contracts contracts;

    Identification(Contracts contracts) {
        this.contracts = contracts;
    }

    /** Finds the contract of a file that came outside a OneRoster bundle. */
    Identified lone(Member member, TextForm form) throws IOException, Refusal {
        Optional<Contract> named = contracts.named(member.name());
        if (named.isPresent()) {
            return under(named.get(), member, form);
        }
        for (char delimiter : DELIMITERS) {
            CsvFormat format = with(CsvFormat.RFC_4180, delimiter);
            Header header = Header.read(member.path(), form, format);
            Optional<Contract> shaped = contracts.shaped(header.names());
            if (shaped.isPresent()) {
                return identified(shaped.get(), member, form, with(csv(shaped.get()), delimiter), header);
            }
        }
        throw unknown(member);
    }

    /** Fits a file to the contract that it was agreed to have. */
    Identified under(Contract contract, Member member, TextForm form) throws IOException, Refusal {
        Header agreed = Header.read(member.path(), form, csv(contract));
        if (contract.match(agreed.names()).fits()) {
            return identified(contract, member, form, csv(contract), agreed);
        }
        for (char delimiter : DELIMITERS) {
            CsvFormat format = with(csv(contract), delimiter);
            Header header = Header.read(member.path(), form, format);
            if (header.names().size() > 1 && contract.match(header.names()).fits()) {
                return identified(contract, member, form, format, header);
            }
        }
        throw missing(contract, agreed);
    }

    private static Identified identified(
            Contract contract, Member member, TextForm form, CsvFormat format, Header header) {
        return new Identified(
                member,
                form,
                contract,
                format,
                header,
                contract.match(header.names()),
                contract.secrets(header.names()));
    }

    private static CsvFormat with(CsvFormat format, char delimiter) {
        return format.withDelimiter(delimiter);
    }

    static CsvFormat csv(Contract contract) {
        return contract.format() instanceof CsvFormat csv ? csv : CsvFormat.RFC_4180;
    }

    private Refusal unknown(Member member) {
        if (OneRosterFiles.member(member.name()).isPresent()) {
            return new Refusal(
                    Rules.SCHEMA,
                    "This looks like a file of a OneRoster bundle, but no manifest.csv came with it.",
                    "Deliver the whole bundle with its manifest.csv: as a zip, as a folder, or all its files at once.");
        }
        List<String> patterns = contracts.all().stream()
                .flatMap(contract -> contract.files().stream())
                .map(FileName::pattern)
                .distinct()
                .toList();
        return new Refusal(
                Rules.SCHEMA,
                "No contract knows a file of this name or with these columns."
                        + Nearest.proposal(member.name(), patterns),
                "Name the file as its contract says, or describe it in a contract of your own in the contracts folder.");
    }

    /** Without one known column the first line may be data, and data is not for messages. */
    private static Refusal missing(Contract contract, Header header) {
        ColumnMatch match = contract.match(header.names());
        if (match.fields().isEmpty()) {
            return new Refusal(
                    Rules.SCHEMA,
                    "The first line holds none of the columns of " + contract.name() + ".",
                    "The first line must name the columns: " + preferred(contract) + ".");
        }
        List<String> lacking = new ArrayList<>();
        for (String field : match.missingRequired()) {
            Column column = contract.column(field).orElseThrow();
            String name = column.physicalNames().get(0);
            lacking.add("'" + name + "'" + Nearest.proposal(name, match.extra()));
        }
        return new Refusal(
                Rules.SCHEMA,
                (lacking.size() == 1 ? "A required column is missing: " : "Required columns are missing: ")
                        + String.join(", ", lacking)
                        + (lacking.get(lacking.size() - 1).endsWith("?") ? "" : ".")
                        + " The file has: " + String.join(", ", header.names()) + ".",
                "Export the file with the missing columns, or, when they are there under another name, add that name to"
                        + " 'physicalName' in contract " + contract.id() + ".");
    }

    private static String preferred(Contract contract) {
        return contract.columns().stream()
                .map(column -> column.physicalNames().get(0))
                .collect(Collectors.joining(", "));
    }
}
