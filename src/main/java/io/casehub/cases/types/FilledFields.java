package io.casehub.cases.types;

import io.casehub.model.CaseId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what stands in the fields of cases. */
@Component
public class FilledFields {

    private final JdbcClient jdbc;

    FilledFields(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Values by field, in the order of their names, as {@link FieldRule} writes them. */
    public Map<String, String> of(CaseId id) {
        var filled = new LinkedHashMap<String, String>();
        jdbc.sql("select name, value from case_field where case_id = ? order by name").param(id.value())
                .query(row -> {
                    filled.put(row.getString("name"), row.getString("value"));
                });
        return filled;
    }

    /** Writes values, and takes away what is {@code null}; the caller holds the case's row. */
    public void save(CaseId id, Map<String, @Nullable String> values) {
        var names = values.keySet().toArray(String[]::new);
        jdbc.sql("""
                with said as (select * from unnest(?::text[], ?::text[]) as s(name, value)),
                     gone as (delete from case_field where case_id = ? and name in
                                  (select name from said where value is null))
                insert into case_field (case_id, name, value)
                select ?, name, value from said where value is not null
                on conflict (case_id, name) do update set value = excluded.value
                """)
                .params(names, Arrays.stream(names).map(values::get).toArray(String[]::new), id.value(),
                        id.value())
                .update();
    }
}
