package io.casehub.harness;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.landscape.Landscape;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Touched;
import java.util.List;
import java.util.stream.StreamSupport;

/** Whether what was changed in a system can be seen in the 360° view of whom it concerns. */
record Sight(Api api, Journal.Entry entry, Touched touched) {

    static Sight of(Api api, Landscape landscape, Touched touched) {
        var entry = landscape.system(touched.system()).journal().entries().reversed().stream()
                .filter(one -> one.kind().equals("changed") && one.key().equals(touched.key())
                        && !one.by().equals("api"))
                .findFirst().orElseThrow();
        return new Sight(api, entry, touched);
    }

    boolean isClear() {
        return views().stream().anyMatch(view -> switch (touched.entity()) {
            case "case", "dispute", "inquiry" -> has(view.at("/cases/items"), item -> links(item));
            case "AUFTRAG" -> has(view.at("/orders/items"), List::of);
            case "parcel" -> has(view.at("/shipments/items"), List::of);
            default -> StreamSupport.stream(view.at("/interactions/items").spliterator(), false)
                    .anyMatch(mail -> mail.path("messageId").asText().contains(touched.key().replaceAll("[<>]", "")));
        });
    }

    private List<JsonNode> views() {
        var after = java.util.Objects.requireNonNull(entry.after());
        return switch (touched.entity()) {
            case "case" -> api.views("ref", "crm:" + after.path("contactId").asText());
            case "dispute" -> api.views("ref", "billing:" + after.path("debtorNo").asText());
            case "AUFTRAG" -> api.views("order", touched.key());
            case "parcel", "inquiry" -> api.views("order", after.path("orderNo").asText());
            default -> api.views("email", after.path("from").asText());
        };
    }

    private boolean has(JsonNode items, java.util.function.Function<JsonNode, List<JsonNode>> sayings) {
        return StreamSupport.stream(items.spliterator(), false)
                .flatMap(item -> sayings.apply(item).stream())
                .anyMatch(said -> said.at("/source/system").asText().equals(touched.system())
                        && said.at("/source/key").asText().equals(touched.key())
                        && said.path("sourceStatus").asText().equals(status()));
    }

    private static List<JsonNode> links(JsonNode item) {
        return StreamSupport.stream(item.path("links").spliterator(), false).toList();
    }

    /** The system's own word for what it is now. */
    private String status() {
        return touched.change().replaceFirst("^(status|STAT) ", "").replace("opened", "OPENED");
    }
}
