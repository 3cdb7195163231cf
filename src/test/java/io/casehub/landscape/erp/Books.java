package io.casehub.landscape.erp;

import io.casehub.landscape.company.Appearance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Order;
import io.casehub.landscape.system.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The erp's tables, as somebody defined them long ago. */
final class Books {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    final Store store;

    Books(Store store) {
        this.store = store;
        store.define(schema());
    }

    /**
     * The time on the wall in Berlin: it stands twice on one night in October, as it does in old
     * systems.
     */
    static LocalDateTime wall(Instant at) {
        return LocalDateTime.ofInstant(at, BERLIN).truncatedTo(ChronoUnit.MILLIS);
    }

    static LocalDate today() {
        return LocalDate.now(BERLIN);
    }

    boolean seed(Company company) {
        return store.once("seed", sql -> {
            sql.batch("insert into KUNDE values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    company.accounts().stream().map(Books::kunde));
            var accounts = company.accountOf();
            sql.batch("insert into AUFTRAG values (?, ?, ?, ?, ?, ?, ?)", company.orders().stream()
                    .map(o -> new @Nullable Object[]{o.no(), kdnr(accounts.get(o.customer())), o.state(), o.day(),
                            o.cents(), "EUR",
                            changed(o.changed(), o.no())}));
            sql.batch("insert into AUFPOS values (?, ?, ?, ?, ?, ?)", company.orders().stream().flatMap(Books::lines));
            sql.batch("insert into RETOURE values (?, ?, ?, ?, ?, ?, ?)", company.returns().stream()
                    .map(r -> new @Nullable Object[]{r.no(), r.order().no(), kdnr(accounts.get(r.order().customer())),
                            r.reason(),
                            r.state(), r.remark(), wall(r.changed())}));
            return true;
        });
    }

    static Stream<@Nullable Object[]> lines(Order order) {
        return IntStream.range(0, order.lines().size()).mapToObj(i -> {
            var line = order.lines().get(i);
            return new @Nullable Object[]{order.no(), i + 1, line.product().no(), cut(line.product().name(), 40),
                    line.quantity(),
                    line.product().cents()};
        });
    }

    private static @Nullable Object[] kunde(Appearance a) {
        var names = a.company() == null ? new @Nullable String[]{a.surname(), a.given()} : firm(a.company());
        var home = a.address();
        return new @Nullable Object[]{a.key(), cut(names[0], 40), cut(names[1], 40), cut(home.street(), 40), home.zip(),
                cut(home.city(), 40), plate(home.country()), cut(a.phone(), 30), cut(a.email(), 60), cut(a.vatId(), 20),
                a.person() ? "P" : "F", changed(a.changed(), a.key())};
    }

    // a long name runs on in NAME2, a short one often has its legal form there
    private static @Nullable String[] firm(String name) {
        var at = name.length() > 40 ? name.lastIndexOf(' ', 40) : name.hashCode() % 3 == 0 ? name.lastIndexOf(' ') : -1;
        return at < 0
                ? new @Nullable String[]{name, null}
                : new @Nullable String[]{name.substring(0, at), name.substring(at + 1)};
    }

    // every fifth record was last touched by the job of the night, which stamps them all alike
    private static LocalDateTime changed(Instant at, String key) {
        var wall = wall(at).truncatedTo(ChronoUnit.SECONDS);
        return Math.floorMod(key.hashCode(), 5) == 0 ? wall.toLocalDate().atTime(2, 0) : wall;
    }

    private static @Nullable String kdnr(@Nullable Appearance account) {
        return account == null ? null : account.key();
    }

    private static String plate(String country) {
        return switch (country) {
            case "DE" -> "D";
            case "AT" -> "A";
            case "FR" -> "F";
            default -> country;
        };
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    private static String schema() {
        try (var in = Books.class.getResourceAsStream("/landscape/erp/schema.sql")) {
            if (in == null)
                throw new IllegalStateException("the schema of the erp is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
