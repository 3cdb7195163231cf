package io.casehub.connector.files.formats;

/** A file that cannot be read on from here; the sentence says where and why. */
public final class FileBroken extends RuntimeException {

    FileBroken(String sentence) {
        super(sentence);
    }
}
