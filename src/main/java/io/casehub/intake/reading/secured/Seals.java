package io.casehub.intake.reading.secured;

import io.casehub.intake.reading.mime.Warnings;
import java.util.ArrayList;
import java.util.List;

/** The seals found in one mail, from the outside in. */
public final class Seals {

    private final Warnings warnings;
    private final List<Seal> found = new ArrayList<>();

    public Seals(Warnings warnings) {
        this.warnings = warnings;
    }

    void add(Seal seal) {
        found.add(seal);
        var warning = seal.warning();
        if (warning != null) {
            warnings.add(warning);
        }
    }

    public List<Seal> all() {
        return List.copyOf(found);
    }
}
