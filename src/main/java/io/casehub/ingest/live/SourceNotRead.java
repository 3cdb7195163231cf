package io.casehub.ingest.live;

/** A system could not be asked about a customer; its sentence is for whoever runs the hub. */
public final class SourceNotRead extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SourceNotRead(String sentence) {
        super(sentence);
    }
}
