package io.casehub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;

/** A clamd that hears one stream out and answers what it was told to. */
final class ScriptedClamd implements AutoCloseable {

    private final ServerSocket door;
    private final CompletableFuture<byte[]> heard;

    ScriptedClamd(String answer) throws IOException {
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        heard = CompletableFuture.supplyAsync(() -> hear(answer), Thread::startVirtualThread);
    }

    Clamd client() {
        return new Clamd("127.0.0.1", door.getLocalPort());
    }

    /** What was streamed to it. */
    byte[] heard() {
        return heard.join();
    }

    private byte[] hear(String answer) {
        try (var line = door.accept(); var in = new DataInputStream(line.getInputStream())) {
            assertThat(new String(in.readNBytes(10), UTF_8)).isEqualTo("zINSTREAM\0");
            var stream = new ByteArrayOutputStream();
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                stream.write(in.readNBytes(length));
            }
            line.getOutputStream().write((answer + "\0").getBytes(UTF_8));
            return stream.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
