package io.casehub.connector.preview;

/** There is nothing to look at before a person does what the message says. */
public final class PreviewImpossible extends RuntimeException {

    public PreviewImpossible(String sentence) {
        super(sentence);
    }
}
