package org.yearbook.dashboard.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes letters, refuses what it is told to refuse, and breaks off where it is told to. */
final class MoodyMailServer implements AutoCloseable {

    /** Instead of an answer: the connection is torn down. */
    static final String BREAKS_OFF = "";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, String> moods = new ConcurrentHashMap<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    MoodyMailServer() throws IOException {
        var thread = new Thread(this::serve, "moody-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Answers otherwise whenever a command begins like this; a dot ends a letter. */
    MoodyMailServer when(String begins, String answer) {
        moods.put(begins.toLowerCase(Locale.ROOT), answer);
        return this;
    }

    /** {@return to whom the letters went that it took, in that order} */
    List<String> taken() {
        return List.copyOf(taken);
    }

    /** {@return the lines of all letters, as they came} */
    List<String> letters() {
        return List.copyOf(letters);
    }

    /** {@return how often a command came that begins like this} */
    long heard(String begins) {
        return heard.stream()
                .filter(line -> line.startsWith(begins.toLowerCase(Locale.ROOT)))
                .count();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket peer = socket.accept()) {
                talk(peer);
            } catch (IOException e) {
                // The peer went, or the test is over.
            }
        }
    }

    private void talk(Socket peer) throws IOException {
        var in = new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = peer.getOutputStream();
        say(out, "220 here");
        String to = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String asked = line.toLowerCase(Locale.ROOT);
            heard.add(asked);
            String answer = moods.entrySet().stream()
                    .filter(mood -> asked.startsWith(mood.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(asked.equals("data") ? "354 go on" : asked.equals("quit") ? "221 bye" : "250 ok");
            if (answer.equals(BREAKS_OFF)) {
                peer.setSoLinger(true, 0);
                return;
            }
            say(out, answer);
            if (asked.startsWith("rcpt to:")) {
                to = line.substring("rcpt to:".length());
            }
            if (answer.startsWith("354")) {
                for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                    letters.add(text);
                }
                answer = moods.getOrDefault(".", "250 taken");
                if (answer.startsWith("2")) {
                    taken.add(to);
                }
                say(out, answer);
            }
        }
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
