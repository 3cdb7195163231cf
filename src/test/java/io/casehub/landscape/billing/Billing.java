package io.casehub.landscape.billing;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.system.Clockwork;
import io.casehub.landscape.system.HttpDoor;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.LandscapeSystem;
import io.casehub.landscape.system.Loopback;
import io.casehub.landscape.system.Store;
import io.casehub.landscape.system.Touched;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The billing: a SOAP service behind a user and a password. */
public final class Billing implements LandscapeSystem, Clockwork {

    public static final String USER = "integration";

    static final String PATH = "/billing/ws";

    private final Ledger ledger;
    private final Journal journal;
    private final BillingStaff staff;
    private final HttpDoor door;
    private final int port;

    public Billing(Path folder, int port, String password, String storePassword) {
        this.port = port;
        this.ledger = new Ledger(Store.open(folder, "billing", "billing", storePassword));
        this.journal = Journal.at(folder.resolve("journal.jsonl"));
        var disputes = new Disputes(ledger, journal);
        this.staff = new BillingStaff(ledger, disputes, journal);
        this.door = new HttpDoor(port, new BillingHttp(ledger, disputes, journal, USER + ":" + password, url()));
    }

    /** Fills the empty billing; a filled one stays as it is. */
    public void seed(Company company) {
        if (ledger.seed(company))
            journal.changed("seed", "billing", "all", null, counts());
    }

    /** Where envelopes are posted; the WSDL is at {@code ?wsdl}. */
    public String url() {
        return "http://" + Loopback.HOST + ":" + port + PATH;
    }

    public BillingStaff staff() {
        return staff;
    }

    @Override
    public String name() {
        return "billing";
    }

    @Override
    public void start() {
        door.open();
    }

    @Override
    public void stop() {
        door.close();
    }

    @Override
    public boolean running() {
        return door.isOpen();
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Map<String, Long> counts() {
        return ledger.counts();
    }

    @Override
    public Touched touch() {
        return staff.workOnDispute(Chance.of(System.nanoTime(), "touch", 0), "agent").orElseThrow();
    }

    @Override
    public void goWrongBy(Duration time) {
        ledger.ticks.goWrongBy(time);
    }

    @Override
    public void close() {
        stop();
        ledger.store.close();
        journal.close();
    }
}
