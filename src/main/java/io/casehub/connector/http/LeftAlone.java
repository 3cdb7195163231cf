package io.casehub.connector.http;

import java.io.IOException;
import java.net.ConnectException;

/**
 * Nothing was sent: the system is left alone for a while, or does not know the hub for who it is.
 */
final class LeftAlone extends ConnectException {

    LeftAlone(String sentence) {
        super(sentence);
    }

    LeftAlone(String sentence, IOException cause) {
        super(sentence);
        initCause(cause);
    }
}
