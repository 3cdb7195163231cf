package io.casehub.intake.reading.mime;

/** What a message is made of: parts that hold others, and leaves. */
public sealed interface Node permits Multipart, Leaf {

    MediaType type();
}
