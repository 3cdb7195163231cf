package io.casehub.landscape.shipping;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.services.KafkaBroker;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.LandscapeSystem;
import io.casehub.landscape.system.Store;
import io.casehub.landscape.system.Touched;
import java.nio.file.Path;
import java.util.Map;

/** The shipping: it has nothing but its topics, so to stop it is to stop its broker. */
public final class Shipping implements LandscapeSystem {

    private final KafkaBroker broker;
    private final Depot depot;
    private final Journal journal;
    private final Outflow outflow;
    private final Inflow inflow;
    private final ShippingStaff staff;
    private boolean running;

    public Shipping(Path folder, KafkaBroker broker, String storePassword) {
        this.broker = broker;
        this.depot = new Depot(Store.open(folder, "shipping", "shipping", storePassword));
        this.journal = Journal.at(folder.resolve("journal.jsonl"));
        this.outflow = new Outflow(depot, broker.brokers());
        this.inflow = new Inflow(depot, new Desk(depot, journal, outflow::wake), broker.brokers());
        this.staff = new ShippingStaff(depot, journal, outflow::wake);
    }

    /** Fills the empty shipping; a filled one stays as it is. Its events are published when it runs. */
    public void seed(Company company) {
        if (depot.seed(company))
            journal.changed("seed", "shipping", "all", null, counts());
    }

    /** The bootstrap address of its broker. */
    public String brokers() {
        return broker.brokers();
    }

    public ShippingStaff staff() {
        return staff;
    }

    @Override
    public String name() {
        return "shipping";
    }

    @Override
    public synchronized void start() {
        if (running)
            return;
        broker.start();
        Topics.create(broker.brokers());
        outflow.start();
        inflow.start();
        running = true;
    }

    @Override
    public synchronized void stop() {
        if (!running)
            return;
        try {
            inflow.stop();
            outflow.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        broker.stop();
        running = false;
    }

    @Override
    public synchronized boolean running() {
        return running;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Map<String, Long> counts() {
        return depot.store.read(
                sql -> Map.of("parcels", depot.parcels.count(sql), "inquiries", depot.inquiries.count(sql), "commands",
                        sql.count("command"), "unpublished", sql.count("outbox")));
    }

    @Override
    public Touched touch() {
        var chance = Chance.of(System.nanoTime(), "touch", 0);
        return staff.scan(chance, "agent").or(() -> staff.inquire(chance, "agent")).orElseThrow();
    }

    @Override
    public void close() {
        stop();
        depot.store.close();
        journal.close();
    }
}
