package io.casehub.landscape;

import io.casehub.landscape.company.Company;
import io.casehub.landscape.crm.Crm;
import io.casehub.landscape.erp.Erp;
import io.casehub.landscape.services.KafkaBroker;
import io.casehub.landscape.services.Postgres;
import io.casehub.landscape.system.LandscapeSystem;
import io.casehub.landscape.system.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Five demonstration systems on real sockets, and the PostgreSQL, Kafka and mail servers of
 * development. They share nothing with whoever integrates them but the settings that
 * {@link #hubSettings()} tells. All of it lives in one data folder and survives a restart,
 * {@code kill -9} included.
 */
public final class Landscape implements AutoCloseable {

    private final DataFolder folder;
    private final Company company;
    private final Postgres postgres;
    private final KafkaBroker kafka;
    private final Crm crm;
    private final Erp erp;

    private Landscape(DataFolder folder, LandscapeSettings settings, Ports ports) {
        this.folder = folder;
        try (var crew = new Crew()) {
            var database = crew
                    .start(() -> new Postgres(folder.of("postgres"), ports.postgres(), folder.secret("postgres")));
            var broker = crew.start(() -> new KafkaBroker(folder.of("kafka"), ports.kafka()));
            var people = crew.call(() -> folder.story(settings).company());
            var contacts = crew.start(() -> {
                var made = new Crm(folder.of("crm"), ports.crm(), folder.secret("crm.api-key"),
                        settings.crmRequestsPerSecond(),
                        folder.secret("crm.store"));
                made.seed(people.join());
                return made;
            });
            var accounts = crew.start(() -> {
                var made = new Erp(folder.of("erp"), ports.erp(), folder.secret("erp.reader"),
                        folder.secret("erp.store"));
                made.seed(people.join());
                return made;
            });
            crew.await();
            this.postgres = database.join();
            this.kafka = broker.join();
            this.company = people.join();
            this.crm = contacts.join();
            this.erp = accounts.join();
        }
    }

    /**
     * Starts everything and returns when all of it answers.
     *
     * @throws PortTaken if a port is in use; nothing was started then
     */
    public static Landscape start(LandscapeSettings settings) {
        Quiet.please();
        var folder = DataFolder.open(settings.data());
        try {
            Postgres.stopOrphan(folder.of("postgres"));
            return new Landscape(folder, settings, settings.ports().resolved());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    public LandscapeSystem system(String name) {
        return systems().stream().filter(system -> system.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no system " + name));
    }

    public List<LandscapeSystem> systems() {
        return List.of(crm, erp);
    }

    /** A system, or postgres, which can be stopped like one. */
    public Service service(String name) {
        return name.equals(postgres.name()) ? postgres : system(name);
    }

    public Company company() {
        return company;
    }

    /** What an integrator must be told to reach the systems: addresses, users and passwords. */
    public Map<String, String> hubSettings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("spring.datasource.url", postgres.url());
        settings.put("spring.datasource.username", Postgres.USER);
        settings.put("spring.datasource.password", folder.secret("postgres"));
        settings.put("crm.url", crm.url());
        settings.put("crm.api-key", folder.secret("crm.api-key"));
        settings.put("erp.url", erp.url());
        settings.put("erp.user", Erp.READER);
        settings.put("erp.password", folder.secret("erp.reader"));
        settings.put("shipping.brokers", kafka.brokers());
        return settings;
    }

    @Override
    public void close() {
        var all = new ArrayList<Service>(systems());
        all.add(kafka);
        all.add(postgres);
        all.forEach(Service::close);
        folder.close();
    }
}
