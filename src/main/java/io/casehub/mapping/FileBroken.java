package io.casehub.mapping;

/**
 * A file that people write cannot be used; the sentence begins with the place, and says what to do.
 */
public final class FileBroken extends RuntimeException {

    public FileBroken(String sentence) {
        super(sentence);
    }
}
