package io.casehub.ingest;

import io.casehub.mapping.Mappings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a mapping file, as it lies there now, would make of the records that are stored: seen before
 * it goes live. Reads the file anew beside the one in use, and writes nothing.
 */
@Component
public class HistoryDiff {

    private static final int PAGE = 500;

    private final StoredVersions versions;
    private final Mappings mappings;

    public HistoryDiff(JdbcClient jdbc, Mappings mappings) {
        this.versions = new StoredVersions(jdbc);
        this.mappings = mappings;
    }

    /**
     * Maps the newest records of a mapping once more and tells what would be another.
     *
     * @param last how many at most, those fetched last first
     * @throws MappingNotFound where there is no such file, or it makes no records
     * @throws io.casehub.mapping.MappingUnusable where the file does not compile
     */
    public DiffReport of(MappingName name, int last) {
        var mapping = name.in(mappings.afresh());
        var tally = new Tally();
        var newest = versions.newest(name.system(), name.entity(), last);
        for (int from = 0; from < newest.size(); from += PAGE) {
            versions.of(newest.subList(from, Math.min(newest.size(), from + PAGE)))
                    .forEach(stored -> tally.add(stored, Reread.of(name.toString(), mapping, stored)));
        }
        return tally.report(name.toString(), versions.count(name.system(), name.entity()));
    }
}
