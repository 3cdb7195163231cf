package io.casehub.connector.pull;

/**
 * A page that cannot be taken in, or not be followed by another; the sentence says what to do about
 * it.
 */
final class PageUnusable extends RuntimeException {

    PageUnusable(String sentence) {
        super(sentence);
    }
}
