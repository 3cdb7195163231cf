package io.casehub.mapping;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.casehub.cases.participants.Role;
import io.casehub.cases.participants.Sight;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.Channel;
import io.casehub.model.CodeWord;
import io.casehub.model.Consent;
import io.casehub.model.ConsentStatus;
import io.casehub.model.CustomerKind;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Direction;
import io.casehub.model.Entity;
import io.casehub.model.Interaction;
import io.casehub.model.Invoice;
import io.casehub.model.InvoiceStatus;
import io.casehub.model.Order;
import io.casehub.model.OrderStatus;
import io.casehub.model.Payment;
import io.casehub.model.PaymentStatus;
import io.casehub.model.Priority;
import io.casehub.model.Score;
import io.casehub.model.Shipment;
import io.casehub.model.ShipmentStatus;
import io.casehub.model.Subscription;
import io.casehub.model.SubscriptionStatus;
import io.casehub.model.Suggestion;
import io.casehub.view.signals.SignalKind;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The dictionary, {@code docs/canonical.md}, and the code use the same words. */
class CanonicalWordsTest {

    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\|([^|]*)\\|([^|]*)\\|.*");
    private static final Map<String, Class<?>> ENTITIES = Map.ofEntries(entry("Customer", CustomerRecord.class),
            entry("Case", CaseRecord.class), entry("Order", Order.class), entry("Invoice", Invoice.class),
            entry("Payment", Payment.class), entry("Shipment", Shipment.class),
            entry("Interaction", Interaction.class), entry("Score", Score.class),
            entry("Subscription", Subscription.class), entry("Suggestion", Suggestion.class),
            entry("Consent", Consent.class));
    private static final Map<String, Class<? extends Enum<?>>> LISTS = Map.ofEntries(entry("entity", Entity.class),
            entry("customer kind", CustomerKind.class), entry("case status", CaseStatus.class),
            entry("priority", Priority.class), entry("order status", OrderStatus.class),
            entry("invoice status", InvoiceStatus.class), entry("payment status", PaymentStatus.class),
            entry("shipment status", ShipmentStatus.class), entry("subscription status", SubscriptionStatus.class),
            entry("consent status", ConsentStatus.class), entry("suggestion outcome", Suggestion.Outcome.Status.class),
            entry("signal", SignalKind.class), entry("channel", Channel.class), entry("direction", Direction.class),
            entry("participant role", Role.class), entry("sight", Sight.class));

    private final List<String> dictionary = read();

    @TestFactory
    Stream<DynamicTest> everyEntityHasTheFieldsTheDictionaryNames() {
        return ENTITIES.entrySet().stream().map(entity -> dynamicTest(entity.getKey(), () -> {
            var written = fields(entity.getKey());

            assertThat(written.keySet()).containsExactlyElementsOf(components(entity.getValue()).keySet());
            assertThat(components(entity.getValue())).containsExactlyEntriesOf(written);
        }));
    }

    @Test
    void theDictionaryNamesEveryEntityAndNoOther() {
        assertThat(headings()).hasSize(Entity.values().length).containsAll(ENTITIES.keySet());
    }

    @Test
    void everyCodeListHasTheWordsTheDictionaryNames() {
        assertThat(written()).isEqualTo(coded());
    }

    @Test
    void everyTypeThatIsACodeListIsNamedAsOne() {
        var types = ENTITIES.keySet().stream().flatMap(entity -> types(entity).stream())
                .filter(type -> type.endsWith("status") || type.endsWith("kind"));

        assertThat(types).isNotEmpty().allMatch(LISTS::containsKey);
    }

    /** Field by field, in order, whether a record must have it. */
    private Map<String, Boolean> fields(String entity) {
        var fields = new LinkedHashMap<String, Boolean>();
        rows(entity).forEach(row -> fields.put(row.get(0), row.get(2).strip().equals("required")));
        return fields;
    }

    private List<String> types(String entity) {
        return rows(entity).stream().map(row -> row.get(1).strip()).toList();
    }

    private List<List<String>> rows(String entity) {
        return dictionary.stream()
                .dropWhile(line -> !line.equals("### " + entity))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .map(ROW::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(row -> List.of(row.group(1), row.group(2), row.group(3)))
                .toList();
    }

    private List<String> headings() {
        return dictionary.stream()
                .dropWhile(line -> !line.equals("## Entities"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
    }

    private static Map<String, Boolean> components(Class<?> entity) {
        var components = new LinkedHashMap<String, Boolean>();
        Arrays.stream(entity.getRecordComponents())
                .filter(component -> !Set.of("source", "revision").contains(component.getName()))
                .forEach(component -> components.put(component.getName(), isRequired(component)));
        return components;
    }

    /** A list or set is there even where a source names none. */
    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !Iterable.class.isAssignableFrom(component.getType());
    }

    private Map<String, List<String>> written() {
        var written = new HashMap<String, List<String>>();
        dictionary.stream()
                .dropWhile(line -> !line.equals("## Code lists"))
                .takeWhile(line -> !line.equals("## Ids"))
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .map(line -> line.split("\\|"))
                .forEach(row -> written.put(row[1].strip(),
                        Arrays.stream(row[2].strip().split("\\s+")).map(word -> word.replace("`", "")).toList()));
        return written;
    }

    private static Map<String, List<String>> coded() {
        var coded = new HashMap<String, List<String>>();
        LISTS.forEach((name, list) -> coded.put(name,
                Arrays.stream(list.getEnumConstants()).map(value -> ((CodeWord) value).word()).toList()));
        return coded;
    }

    private static List<String> read() {
        try {
            return Files.readAllLines(Path.of("docs/canonical.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
