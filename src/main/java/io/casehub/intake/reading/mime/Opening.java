package io.casehub.intake.reading.mime;

import java.util.Optional;

/** Something a part can be that is more than its bytes: an envelope of another format. */
@FunctionalInterface
public interface Opening {

    /**
     * What is inside; empty where this is no such envelope, or it stays closed. An exception closes it
     * too, with a warning.
     */
    Optional<Node> open(Node node, MimeTree tree) throws Exception;
}
