package io.casehub.cases;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wishes a case to be.
 *
 * @param values new values by field, {@code null} to take one away
 * @param fields new values of the fields its type gives it, {@code null} to take one away
 */
public record Wishes(Map<CaseField, @Nullable String> values, Map<String, @Nullable String> fields) {

    /** The same; how the compiler keeps a record's own parameters says less of what may be absent. */
    public static Wishes of(Map<CaseField, @Nullable String> values, Map<String, @Nullable String> fields) {
        return new Wishes(values, fields);
    }

    public Wishes {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        fields = Collections.unmodifiableMap(new HashMap<>(fields));
    }

    /** Whether somebody wishes something for a field, be it nothing. */
    boolean names(CaseField field) {
        return values.containsKey(field);
    }
}
