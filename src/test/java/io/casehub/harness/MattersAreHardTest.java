package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.harness.CaseQuality.Held;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Truth.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The landscape's matters are neither trivial nor hopeless: who joins whatever names one order
 * joins wrongly, who minds customer and time can reach the promise.
 */
class MattersAreHardTest {

    private static final Company COMPANY = Company.generate(20240017, 2000, LocalDate.of(2026, 6, 1));
    private static final Pattern ORDER = Pattern.compile("(?<![0-9])(?:b[- ]?)?(24[0-9]{4})(?![0-9])");
    private static final Pattern INVOICE = Pattern.compile("(?<![0-9])(?:re[- ]?)?(10[0-9]{4})(?![0-9])");
    private static final Pattern PARCEL = Pattern.compile("vm ?([0-9]{3}) ?([0-9]{3}) ?([0-9]{3})");
    private static final Pattern FILE = Pattern.compile("\\b(?:c[- ][0-9]{4}|r[0-9]{6}|ds[- ][0-9]{5}|iq[- ][0-9]{5})");

    private final Map<String, String> orderOf = new HashMap<>();
    private final List<Item> items = items();

    /** A source case or a mail with the orders it names. */
    private record Item(Key key, int customer, Instant at, Set<String> orders, @Nullable String answers) {}

    @Test
    void whoJoinsWhateverNamesOneOrderJoinsWrongly() {
        var quality = linked((one, other) -> true);

        assertThat(quality.recall()).isGreaterThan(0.9);
        assertThat(quality.precision()).as(quality.toString()).isLessThan(0.8);
    }

    @Test
    void whoMindsCustomerAndTimeCanReachThePromise() {
        var quality = linked((one, other) -> one.customer() == other.customer()
                && Duration.between(one.at(), other.at()).abs().compareTo(Duration.ofDays(30)) < 0);

        assertThat(quality.recall()).as(quality.toString()).isBetween(0.93, 0.98);
        assertThat(quality.precision()).isBetween(0.97, 0.995);
    }

    private CaseQuality linked(BiPredicate<Item, Item> may) {
        var leads = new HashMap<Key, Key>();
        items.forEach(item -> leads.put(item.key(), item.key()));
        var naming = new HashMap<String, List<Item>>();
        for (var item : items) {
            var known = new ArrayList<>(item.orders());
            if (item.answers() != null) {
                known.add(item.answers());
            }
            for (var order : known) {
                naming.getOrDefault(order, List.of()).stream().filter(other -> may.test(item, other))
                        .forEach(other -> leads.put(root(leads, item.key()), root(leads, other.key())));
            }
            known.add(item.key().key());
            known.forEach(order -> naming.computeIfAbsent(order, no -> new ArrayList<>()).add(item));
        }
        var held = items.stream().collect(Collectors.toMap(Item::key,
                item -> new Held(root(leads, item.key()).toString(), String.valueOf(item.customer()))));
        return CaseQuality.of(COMPANY.matters(),
                items.stream().collect(Collectors.toMap(Item::key, Item::customer)), held);
    }

    private static Key root(Map<Key, Key> leads, Key key) {
        var at = key;
        while (!at.equals(leads.getOrDefault(at, at))) {
            at = leads.getOrDefault(at, at);
        }
        return at;
    }

    private List<Item> items() {
        COMPANY.invoices().forEach(invoice -> orderOf.put(invoice.no(), invoice.order().no()));
        COMPANY.parcels().forEach(parcel -> orderOf.put(parcel.trackingNo(), parcel.order().no()));
        var found = new ArrayList<Item>();
        for (var it : COMPANY.returns()) {
            found.add(filed("erp", it.no(), it.order().customer(), it.changed(), it.order().no(), ""));
        }
        for (var it : COMPANY.disputes()) {
            found.add(filed("billing", it.no(), it.invoice().order().customer(), it.opened(),
                    it.invoice().order().no(), ""));
        }
        for (var it : COMPANY.inquiries()) {
            found.add(filed("shipping", it.id(), it.parcel().order().customer(), it.opened(), it.parcel().order().no(),
                    ""));
        }
        for (var it : COMPANY.tickets()) {
            found.add(filed("crm", String.valueOf(it.id()), it.contact().customer(), it.created(), it.orderRef(),
                    it.subject() + " " + it.description()));
        }
        var letters = COMPANY.letters();
        for (var it : letters) {
            found.add(new Item(new Key("email", "interaction", it.messageId()), it.customer(), it.at(),
                    named(it.subject() + " " + it.text()),
                    it.inReplyTo() == null ? null : letters.get(it.inReplyTo() - 1).messageId()));
        }
        return found;
    }

    private Item filed(String system, String key, int customer, Instant at, @Nullable String order, String text) {
        var orders = new HashSet<>(named(text));
        if (order != null) {
            orders.add(order);
        }
        orders.forEach(one -> orderOf.putIfAbsent(system.equals("crm") ? "C-" + key : key, one));
        return new Item(new Key(system, "case", key), customer, at, orders, null);
    }

    private Set<String> named(String text) {
        var plain = text.toLowerCase(Locale.ROOT);
        var named = new HashSet<String>();
        ORDER.matcher(plain).results().forEach(hit -> named.add("B-" + hit.group(1)));
        INVOICE.matcher(plain).results().forEach(hit -> put(named, "RE-" + hit.group(1)));
        PARCEL.matcher(plain).results()
                .forEach(hit -> put(named, "VM" + hit.group(1) + hit.group(2) + hit.group(3)));
        FILE.matcher(plain).results()
                .forEach(hit -> put(named, hit.group().toUpperCase(Locale.ROOT).replace(' ', '-')));
        return named;
    }

    private void put(Set<String> named, String no) {
        var order = orderOf.get(no);
        if (order != null) {
            named.add(order);
        }
    }
}
