package io.casehub.landscape.company;

import java.util.List;

/** The name of an organisation and the ways in which its legal form is written. */
public record Firm(String name, List<String> forms) {

    String full() {
        return name + " " + forms.getFirst();
    }

    String written(Chance chance) {
        if (chance.in(0.08))
            return name;
        return name + " " + (chance.in(0.7) ? forms.getFirst() : chance.oneOf(forms));
    }
}
