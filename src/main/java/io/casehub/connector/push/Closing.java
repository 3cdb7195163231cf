package io.casehub.connector.push;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Gives a file back once the exchange is over. */
final class Closing extends SynchronizationAdapter {

    private final Closeable file;

    Closing(Closeable file) {
        this.file = file;
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a draft could not be deleted", e);
        }
    }
}
