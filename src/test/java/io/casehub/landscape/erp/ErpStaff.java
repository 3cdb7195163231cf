package io.casehub.landscape.erp;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Order;
import io.casehub.landscape.company.Product;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Sql;
import io.casehub.landscape.system.Touched;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the people do who work in the erp. */
public final class ErpStaff {

    private static final List<String> STEPS = List.of("10", "20", "30", "40", "50");
    private static final List<Product> PRODUCTS = Product.all();

    private final Books books;
    private final Journal journal;

    /** An order on its way. */
    public record Progress(String orderNo, String accountNo, String state, long cents) {}

    ErpStaff(Books books, Journal journal) {
        this.books = books;
        this.journal = journal;
    }

    /** The customer of this account ordered something. */
    public Touched placeOrder(int customer, String accountNo, Chance chance, String by) {
        return books.store.write(sql -> {
            var highest = sql.first("select max(AUFNR) from AUFTRAG", row -> row.getString(1)).orElseThrow();
            var no = "B-" + (Integer.parseInt(highest.strip().substring(2)) + 1);
            var lines = Stream.generate(() -> new Order.Line(chance.oneOf(PRODUCTS), chance.between(1, 2)))
                    .limit(chance.between(1, 3))
                    .toList();
            var order = new Order(no, customer, Books.today(), "10", lines, Instant.now());
            var at = next(sql);
            sql.update("insert into AUFTRAG values (?, ?, ?, ?, ?, ?, ?)", no, accountNo, "10", order.day(),
                    order.cents(), "EUR", at);
            sql.batch("insert into AUFPOS values (?, ?, ?, ?, ?, ?)", Books.lines(order));
            journal.changed(by, "AUFTRAG", no, null,
                    Map.of("KDNR", accountNo, "STAT", "10", "SUMCT", order.cents(), "AENDZEIT", at));
            return new Touched("erp", "AUFTRAG", no, "placed");
        });
    }

    /**
     * Somebody does the next step for an order that is not finished, a very young or a very old one.
     */
    public Optional<Progress> advance(Chance chance, String by) {
        return books.store.write(sql -> {
            var open = sql.list("""
                    select AUFNR, KDNR, STAT, SUMCT from AUFTRAG where STAT in ('10', '20', '30', '40')
                    order by AUFNR %s limit 40""".formatted(chance.in(0.7) ? "desc" : "asc"),
                    row -> new Progress(row.getString(1).strip(), row.getString(2).strip(),
                            row.getString(3), row.getLong(4)));
            if (open.isEmpty())
                return Optional.empty();
            var found = chance.oneOf(open);
            var next = STEPS.get(STEPS.indexOf(found.state()) + 1);
            var at = next(sql);
            sql.update("update AUFTRAG set STAT = ?, AENDZEIT = ? where AUFNR = ?", next, at, found.orderNo());
            journal.changed(by, "AUFTRAG", found.orderNo(), Map.of("STAT", found.state()),
                    Map.of("STAT", next, "AENDZEIT", at));
            return Optional.of(new Progress(found.orderNo(), found.accountNo(), next, found.cents()));
        });
    }

    /** A customer has another telephone number. */
    public Touched changeAccount(String accountNo, String phone, String by) {
        return books.store.write(sql -> {
            var before = sql.first("select TEL from KUNDE where KDNR = ?", row -> String.valueOf(row.getString(1)),
                    accountNo);
            var at = next(sql);
            sql.update("update KUNDE set TEL = ?, AENDZEIT = ? where KDNR = ?", phone, at, accountNo);
            journal.changed(by, "KUNDE", accountNo, Map.of("TEL", before.orElse("").strip()),
                    Map.of("TEL", phone, "AENDZEIT", at));
            return new Touched("erp", "KUNDE", accountNo, "TEL");
        });
    }

    /** Goods come back. */
    public Touched registerReturn(String orderNo, String accountNo, Chance chance, String by) {
        return books.store.write(sql -> {
            var highest = sql.first("select coalesce(max(RETNR), 'R010000') from RETOURE", row -> row.getString(1))
                    .orElseThrow();
            var no = "R%06d".formatted(Integer.parseInt(highest.strip().substring(1)) + 1);
            var at = next(sql);
            var reason = chance.oneOf("01", "02", "03", "04");
            sql.update("insert into RETOURE values (?, ?, ?, ?, ?, ?, ?)", no, orderNo, accountNo, reason, "10", "",
                    at);
            journal.changed(by, "RETOURE", no, null,
                    Map.of("AUFNR", orderNo, "GRUND", reason, "STAT", "10", "AENDZEIT", at));
            return new Touched("erp", "RETOURE", no, "registered");
        });
    }

    // later than every change before, so that a reader who pages by time sees this one; a night in
    // October excepted
    private static LocalDateTime next(Sql sql) throws SQLException {
        var now = Books.wall(Instant.now());
        var last = sql.first("""
                select max(T) from (select max(AENDZEIT) T from KUNDE union all select max(AENDZEIT) from AUFTRAG
                    union all select max(AENDZEIT) from RETOURE)""", row -> row.getObject(1, LocalDateTime.class));
        var close = last.filter(at -> !at.isBefore(now) && at.isBefore(now.plusSeconds(1)));
        return close.map(at -> at.plusNanos(1_000_000)).orElse(now);
    }
}
