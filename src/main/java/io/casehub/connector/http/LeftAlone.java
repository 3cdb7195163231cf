package io.casehub.connector.http;

import java.net.ConnectException;

/** Nothing was sent: the system failed so often that it is left alone for a while. */
final class LeftAlone extends ConnectException {

    LeftAlone(String sentence) {
        super(sentence);
    }
}
