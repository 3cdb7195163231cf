package io.casehub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Asks clamd, the daemon of ClamAV, what is in a mail or a document: its INSTREAM command. */
record Clamd(String host, int port) implements Scanner {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 4096;

    @Override
    public Verdict scan(InputStream raw) {
        try (var line = new Socket()) {
            line.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            line.setSoTimeout((int) PATIENCE.toMillis());
            say(raw, new DataOutputStream(new BufferedOutputStream(line.getOutputStream(), CHUNK)));
            return verdict(
                    new String(line.getInputStream().readNBytes(LONGEST_ANSWER), UTF_8).replace("\0", "").strip());
        } catch (IOException e) {
            throw new ScannerSilent(e);
        }
    }

    /** The daemon stops listening where a mail is larger than it takes, and says so. */
    private static void say(InputStream raw, DataOutputStream out) {
        try {
            out.write("zINSTREAM\0".getBytes(UTF_8));
            var chunk = new byte[CHUNK];
            for (int length = raw.read(chunk); length > 0; length = raw.read(chunk)) {
                out.writeInt(length);
                out.write(chunk, 0, length);
            }
            out.writeInt(0);
            out.flush();
        } catch (IOException e) {
            // its answer tells
        }
    }

    private static Verdict verdict(String answer) throws IOException {
        if (answer.endsWith(" FOUND")) {
            return new Verdict(answer.replaceFirst("^stream: ", "").replaceFirst(" FOUND$", ""), "scanned by clamd");
        }
        if (answer.endsWith("OK")) {
            return new Verdict(null, "scanned by clamd");
        }
        if (answer.contains("size limit exceeded")) {
            return new Verdict(null, "not scanned: larger than clamd takes (StreamMaxLength)");
        }
        throw new IOException("clamd answered " + (answer.isEmpty() ? "nothing" : answer));
    }
}
