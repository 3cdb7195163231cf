package io.casehub.view;

import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of the 360° answer, in its order. Their words are its field names and the table's
 * columns.
 */
public enum Section implements CodeWord {
    PROFILE(Entity.CUSTOMER),
    CASES(Entity.CASE),
    ORDERS(Entity.ORDER),
    INVOICES(Entity.INVOICE),
    PAYMENTS(
            Entity.PAYMENT),
    SHIPMENTS(Entity.SHIPMENT),
    INTERACTIONS(Entity.INTERACTION),
    SCORES(Entity.SCORE);

    private final Entity entity;

    Section(Entity entity) {
        this.entity = entity;
    }

    Entity entity() {
        return entity;
    }

    /** The section in which records of a kind are shown. */
    public static Section of(Entity entity) {
        return Arrays.stream(values()).filter(section -> section.entity == entity).findFirst().orElseThrow();
    }

    /** Its name in the answer. */
    public String member() {
        return this == PROFILE ? "customer" : word();
    }

    /** The list section a caller names; the profile is no list. */
    public static Optional<Section> list(String word) {
        return CodeWord.find(Section.class, word).filter(section -> section != PROFILE);
    }
}
