package io.casehub.audit;

/**
 * What an audit entry is about.
 *
 * @param kind {@code case}, {@code customer}, {@code connector} …
 * @param id its name among its kind, as text
 */
public record Subject(String kind, String id) {

    public Subject {
        if (kind.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("an audit entry is about something: it needs a kind and an id");
        }
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
