package io.casehub.landscape;

import io.casehub.landscape.billing.Billing;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Truth;
import io.casehub.landscape.email.Email;
import io.casehub.landscape.erp.Erp;
import io.casehub.landscape.life.Life;
import io.casehub.landscape.life.World;
import io.casehub.landscape.services.Postgres;
import io.casehub.landscape.system.HttpDoor;
import io.casehub.landscape.system.LandscapeSystem;
import io.casehub.landscape.system.Loopback;
import io.casehub.landscape.system.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Five demonstration systems on real sockets, and the PostgreSQL, Kafka and mail servers of
 * development. They share nothing with whoever integrates them but the settings that
 * {@link #hubSettings()} tells. All of it lives in one data folder and survives a restart,
 * {@code kill -9} included. Whoever starts it closes it, after closing what uses it.
 */
public final class Landscape implements AutoCloseable {

    private final DataFolder folder;
    private final Ports ports;
    private final Postgres postgres;
    private final World world;
    private final Life life;
    private final HttpDoor control;

    private Landscape(DataFolder folder, LandscapeSettings settings, Ports ports) {
        this.folder = folder;
        this.ports = ports;
        var opening = new Opening(folder, settings, ports);
        this.postgres = opening.postgres();
        this.world = opening.world();
        this.life = new Life(world, folder.story(settings).seed(), settings.pace(), folder.of("happenings"));
        this.control = new HttpDoor(ports.control(), new Control(this, ports));
        folder.writePrivately(folder.of("hub.properties"), hubSettings());
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
            var landscape = new Landscape(folder, settings, settings.ports().resolved());
            landscape.control.open();
            if (settings.living())
                landscape.life.resume();
            return landscape;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** One of crm, erp, billing, shipping, email. */
    public LandscapeSystem system(String name) {
        return systems().stream().filter(system -> system.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no system " + name));
    }

    public List<LandscapeSystem> systems() {
        return List.of(world.crm(), world.erp(), world.billing(), world.shipping(), world.email());
    }

    /** Everything that can be stopped and started alone: the systems and postgres. */
    public List<Service> services() {
        return List.of(world.crm(), world.erp(), world.billing(), world.shipping(), world.email(), postgres);
    }

    public Postgres postgres() {
        return postgres;
    }

    public Email email() {
        return world.email();
    }

    public Life life() {
        return life;
    }

    public Company company() {
        return world.company();
    }

    public Truth truth() {
        return world.truth();
    }

    public String controlUrl() {
        return "http://" + Loopback.HOST + ":" + ports.control();
    }

    /** What an integrator must be told to reach the systems: addresses, users and passwords. */
    public Map<String, String> hubSettings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("spring.datasource.url", postgres.url());
        settings.put("spring.datasource.username", Postgres.USER);
        settings.put("spring.datasource.password", folder.secret("postgres"));
        settings.put("crm.url", world.crm().url());
        settings.put("crm.api-key", folder.secret("crm.api-key"));
        settings.put("erp.url", world.erp().url());
        settings.put("erp.user", Erp.READER);
        settings.put("erp.password", folder.secret("erp.reader"));
        settings.put("billing.url", world.billing().url());
        settings.put("billing.user", Billing.USER);
        settings.put("billing.password", folder.secret("billing"));
        settings.put("shipping.brokers", world.shipping().brokers());
        settings.put("email.imap-host", Loopback.HOST);
        settings.put("email.imap-port", String.valueOf(ports.imap()));
        settings.put("email.smtp-host", Loopback.HOST);
        settings.put("email.smtp-port", String.valueOf(ports.smtp()));
        settings.put("email.user", Company.SUPPORT);
        settings.put("email.password", folder.secret("email"));
        settings.put("email.address", Company.SUPPORT);
        return settings;
    }

    @Override
    public void close() {
        control.close();
        life.close();
        try (var crew = new Crew()) {
            services().forEach(service -> crew.call(() -> {
                service.close();
                return service;
            }));
            crew.await();
        } finally {
            folder.close();
        }
    }
}
