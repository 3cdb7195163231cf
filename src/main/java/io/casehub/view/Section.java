package io.casehub.view;

import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the 360° answer, in its order. Their words are its field names and the table's
 * columns.
 */
public enum Section implements CodeWord {
    PROFILE(Entity.CUSTOMER),
    CASES(Entity.CASE),
    ORDERS(Entity.ORDER),
    SUBSCRIPTIONS(Entity.SUBSCRIPTION),
    INVOICES(Entity.INVOICE),
    PAYMENTS(Entity.PAYMENT),
    SHIPMENTS(Entity.SHIPMENT),
    INTERACTIONS(Entity.INTERACTION),
    SCORES(Entity.SCORE),
    SUGGESTIONS(Entity.SUGGESTION),
    CONSENTS(Entity.CONSENT),
    /** What the hub itself notices; no record says it. */
    SIGNALS(null);

    /** How many kinds of score or consent anybody keeps of one customer. */
    private static final int MOST_KINDS = 200;

    private final @Nullable Entity entity;

    Section(@Nullable Entity entity) {
        this.entity = entity;
    }

    @Nullable
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

    /** The list section a caller names; the profile and the signals have no time line. */
    public static Optional<Section> list(String word) {
        return CodeWord.find(Section.class, word).filter(Section::isList);
    }

    /** The sections that are lists of what records say. */
    public static List<Section> lists() {
        return Arrays.stream(values()).filter(Section::isList).toList();
    }

    /** Whether records say what stands in it; else it is as old as what the hub made it of. */
    public boolean isOfRecords() {
        return entity != null;
    }

    boolean isList() {
        return this != PROFILE && this != SIGNALS;
    }

    /** Whether it says how many of its things are open. */
    boolean isOfOpenAndPast() {
        return this == CASES || this == SUBSCRIPTIONS || this == SUGGESTIONS;
    }

    /** As it is written where there is nothing in it. */
    byte[] empty() {
        var told = (isOfOpenAndPast() ? "\"open\":0," : "") + (this == INVOICES ? "\"balance\":[]," : "");
        return ("{\"count\":0," + told + "\"items\":[]}").getBytes(StandardCharsets.UTF_8);
    }

    /** How many things are read to find those that are shown. */
    int most() {
        return this == SCORES || this == CONSENTS ? MOST_KINDS : Render.NEWEST;
    }
}
