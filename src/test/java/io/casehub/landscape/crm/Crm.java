package io.casehub.landscape.crm;

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

/** The crm: a service on the web with an API key, pages, a rate limit and versions. */
public final class Crm implements LandscapeSystem, Clockwork {

    private final Store store;
    private final Tables tables;
    private final Journal journal;
    private final CrmStaff staff;
    private final HttpDoor door;
    private final int port;

    public Crm(Path folder, int port, String apiKey, int perSecond, String storePassword) {
        this.port = port;
        this.store = Store.open(folder, "crm", "crm", storePassword);
        this.tables = new Tables(store);
        this.journal = Journal.at(folder.resolve("journal.jsonl"));
        var cases = new Cases(tables, journal);
        this.staff = new CrmStaff(tables, cases, journal);
        this.door = new HttpDoor(port, new CrmHttp(tables, cases, journal, apiKey, perSecond));
    }

    /** Fills the empty crm; a filled one stays as it is. */
    public void seed(Company company) {
        if (tables.seed(company))
            journal.changed("seed", "crm", "all", null, counts());
    }

    public String url() {
        return "http://" + Loopback.HOST + ":" + port;
    }

    public CrmStaff staff() {
        return staff;
    }

    @Override
    public String name() {
        return "crm";
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
        return store.read(
                sql -> Map.of("contacts", tables.contacts.count(sql), "cases", tables.cases.count(sql), "comments",
                        sql.count("case_comment")));
    }

    @Override
    public Touched touch() {
        return staff.workOnCase(Chance.of(System.nanoTime(), "touch", 0), "agent").orElseThrow();
    }

    @Override
    public void goWrongBy(Duration time) {
        tables.ticks.goWrongBy(time);
    }

    @Override
    public void close() {
        stop();
        store.close();
        journal.close();
    }
}
