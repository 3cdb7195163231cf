package io.casehub.connector.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;

/** As whom the hub speaks with a system. */
interface Authentication {

    /**
     * Puts into a request what shows who is asking.
     *
     * @throws IOException where that has to be asked for first, and is not given
     */
    void sign(ClassicHttpRequest request) throws IOException;

    /** Forgets what the system no longer takes; whether there is a chance that it takes another. */
    default boolean renew() {
        return false;
    }
}
