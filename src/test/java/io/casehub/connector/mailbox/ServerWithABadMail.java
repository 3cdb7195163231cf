package io.casehub.connector.mailbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.util.Arrays;

/** An IMAP server with three mails, of which it cannot give the second. */
final class ServerWithABadMail implements AutoCloseable {

    private static final String MAIL = "Subject: fine\r\n\r\nfine\r\n";

    private final ServerSocket socket = new ServerSocket(0);

    ServerWithABadMail() throws IOException {
        Thread.ofPlatform().daemon().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var connection = socket.accept();
                    var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
                    var out = new PrintStream(connection.getOutputStream(), true, US_ASCII)) {
                out.print("* OK [CAPABILITY IMAP4rev1] ready\r\n");
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    answer(line.split(" ", 3), out);
                }
            } catch (IOException e) {
                // the hub has gone
            }
        }
    }

    private static void answer(String[] command, PrintStream out) {
        var verdict = "OK done";
        if (command[1].equals("CAPABILITY")) {
            out.print("* CAPABILITY IMAP4rev1\r\n");
        } else if (command[1].equals("EXAMINE")) {
            out.print("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] life\r\n* OK [UIDNEXT 4] next\r\n");
        } else if (command[1].equals("UID") && command[2].startsWith("SEARCH")) {
            out.print("* SEARCH 1 2 3\r\n");
        } else if (command[1].equals("UID")) {
            verdict = fetch(command[2].split(" "), out);
        }
        out.print(command[0] + " " + verdict + "\r\n");
    }

    private static String fetch(String[] words, PrintStream out) {
        boolean content = Arrays.toString(words).contains("BODY.PEEK[]");
        for (var uid : words[1].split(",")) {
            if (content && uid.equals("2")) {
                return "NO internal error";
            }
            out.print("* " + uid + " FETCH (UID " + uid + (content
                    ? " BODY[] {" + MAIL.length() + "}\r\n" + MAIL
                    : " INTERNALDATE \"21-Nov-2026 18:59:45 +0000\" RFC822.SIZE " + MAIL.length()) + ")\r\n");
        }
        return "OK done";
    }
}
