package io.casehub.landscape.shipping;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Parcel;
import io.casehub.landscape.system.Json;
import io.casehub.landscape.system.Shelf;
import io.casehub.landscape.system.Sql;
import io.casehub.landscape.system.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the shipping holds. Whatever it publishes is first written to an outbox, in the transaction
 * that changes its state, and how far it has read its commands is written in the transaction of
 * their effect: so each command has one effect.
 */
final class Depot {

    final Store store;
    final Shelf<String, Tracking> parcels;
    final Shelf<String, InquiryEvent> inquiries;

    /** A record on its way to Kafka. */
    record Outgoing(long id, String topic, String key, String body) {}

    /** An event with the moment at which it comes out of the carrier's machinery. */
    private record Late(Instant published, Tracking event) {}

    Depot(Store store) {
        this.store = store;
        this.parcels = new Shelf<>(store, "parcel", "varchar", Tracking.class);
        this.inquiries = new Shelf<>(store, "inquiry", "varchar", InquiryEvent.class);
        store.define(
                """
                        create table if not exists command (id varchar primary key, reply varchar not null);
                        create table if not exists read_until (topic_partition int primary key, next_offset bigint not null);
                        create table if not exists outbox (id bigint auto_increment primary key, topic varchar not null, k varchar not null,
                            body varchar not null)""");
    }

    boolean seed(Company company) {
        return store.once("seed", sql -> {
            parcels.putAll(sql,
                    company.parcels().stream().map(parcel -> Tracking.of(parcel).reduce((a, b) -> b).orElseThrow())
                            .map(last -> new Shelf.Item<>(last.trackingNo(), last.at(), last)));
            inquiries.putAll(sql,
                    company.inquiries().stream().map(i -> InquiryEvent.of(i).reduce((a, b) -> b).orElseThrow())
                            .map(last -> new Shelf.Item<>(last.inquiryId(), last.at(), last)));
            publishAll(sql, Stream.concat(
                    inTheOrderOfMachines(company.parcels())
                            .map(event -> row(Topics.TRACKING, event.trackingNo(), event)),
                    company.inquiries().stream().flatMap(InquiryEvent::of)
                            .sorted(Comparator.comparing(InquiryEvent::at))
                            .map(event -> row(Topics.INQUIRIES, event.inquiryId(), event))));
            return true;
        });
    }

    void seen(Sql sql, Tracking event) throws SQLException {
        parcels.put(sql, event.trackingNo(), event.at(), event);
    }

    void publish(Sql sql, String topic, String key, Object body) throws SQLException {
        publishAll(sql, Stream.<@Nullable Object[]>of(row(topic, key, body)));
    }

    void keep(Sql sql, InquiryEvent event) throws SQLException {
        inquiries.put(sql, event.inquiryId(), event.at(), event);
        publish(sql, Topics.INQUIRIES, event.inquiryId(), event);
    }

    List<Outgoing> waiting(int limit) {
        return store.read(sql -> sql.list("select id, topic, k, body from outbox order by id limit ?",
                row -> new Outgoing(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)), limit));
    }

    void published(long upTo) {
        store.write(sql -> sql.update("delete from outbox where id <= ?", upTo));
    }

    long readUntil(int partition) {
        return store
                .read(sql -> sql.first("select next_offset from read_until where topic_partition = ?",
                        row -> row.getLong(1), partition))
                .orElse(0L);
    }

    void readUntil(Sql sql, int partition, long next) throws SQLException {
        sql.update("merge into read_until key (topic_partition) values (?, ?)", partition, next);
    }

    private static void publishAll(Sql sql, Stream<@Nullable Object[]> rows) throws SQLException {
        sql.batch("insert into outbox (topic, k, body) values (?, ?, ?)", rows);
    }

    private static @Nullable Object[] row(String topic, String key, Object body) {
        return new @Nullable Object[]{topic, key, Json.CAMEL.text(body)};
    }

    // one event in twelve comes half a day late, three in a hundred come twice
    private static Stream<Tracking> inTheOrderOfMachines(List<Parcel> parcels) {
        var late = new ArrayList<Late>();
        for (var parcel : parcels) {
            Tracking.of(parcel).forEach(event -> {
                var chance = Chance.of(event.eventId().hashCode(), "late", 0);
                late.add(new Late(event.at().plus(Duration.ofHours(chance.in(0.08) ? 14 : 0)), event));
                if (chance.in(0.03))
                    late.add(new Late(event.at().plus(Duration.ofHours(chance.between(0, 30))), event));
            });
        }
        return late.stream().sorted(Comparator.comparing(Late::published)).map(Late::event);
    }
}
