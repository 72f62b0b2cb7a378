package org.yearbook.ingest.source.microsoft;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;

/** The report of active users (reportRoot: getOffice365ActiveUserDetail), a CSV file. */
record ActivityReport(HttpSession session, URI url, String period) {

    private static final String FIRST_COLUMN = "Report Refresh Date";

    /** What stands for a person when the tenant hides names in its reports. */
    private static final Pattern HIDDEN = Pattern.compile("[^,]*,\"?[0-9A-F]{32}\"?,.*");

    List<PullNote> write(Path file) throws PullFailure {
        URI report = URI.create(url + "/v1.0/reports/getOffice365ActiveUserDetail(period='" + period + "')");
        session.send(HttpAsk.get(report), file).orFail();
        List<String> head = head(file);
        String names = head.isEmpty() ? "" : head.get(0).replace("\uFEFF", "");
        if (!names.startsWith(FIRST_COLUMN)) {
            throw new PullFailure(
                    HttpAsk.shown(report) + " gave a file that is not the report.",
                    "Nothing, if it is a passing fault: the next night pulls again. If it stays, tell Microsoft.");
        }
        boolean hidden = head.size() > 1 && HIDDEN.matcher(head.get(1)).matches();
        return hidden
                ? List.of(new PullNote(
                        "major",
                        "activity",
                        "The tenant hides names in its reports, so nobody's use can be told.",
                        "In the Microsoft 365 admin center, under Settings, Org settings, Reports, show names; or leave"
                                + " 'activity' out of 'deliver'."))
                : List.of();
    }

    private static List<String> head(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            List<String> head = new ArrayList<>();
            for (int line = 0; line < 2; line++) {
                String text = lines.readLine();
                if (text != null) {
                    head.add(text);
                }
            }
            return head;
        } catch (CharacterCodingException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
