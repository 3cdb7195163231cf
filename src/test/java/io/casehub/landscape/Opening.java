package io.casehub.landscape;

import io.casehub.landscape.billing.Billing;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Truth;
import io.casehub.landscape.crm.Crm;
import io.casehub.landscape.email.Email;
import io.casehub.landscape.erp.Erp;
import io.casehub.landscape.life.World;
import io.casehub.landscape.services.KafkaBroker;
import io.casehub.landscape.services.Postgres;
import io.casehub.landscape.shipping.Shipping;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Opens the systems and services side by side, each seeded as soon as the company is known. */
final class Opening {

    private final DataFolder folder;
    private final LandscapeSettings settings;
    private final Ports ports;
    private final Postgres postgres;
    private final World world;

    Opening(DataFolder folder, LandscapeSettings settings, Ports ports) {
        this.folder = folder;
        this.settings = settings;
        this.ports = ports;
        try (var crew = new Crew()) {
            var database = crew
                    .start(() -> new Postgres(folder.of("postgres"), ports.postgres(), folder.secret("postgres")));
            var broker = new KafkaBroker(folder.of("kafka"), ports.kafka());
            crew.start(() -> broker);
            var company = crew.call(() -> folder.story(settings).company());
            var truth = crew.call(() -> Truth.in(folder.of("."), company.join()));
            var crm = crew.start(crm(company));
            var erp = crew.start(erp(company));
            var billing = crew.start(billing(company));
            var shipping = crew.start(shipping(company, broker));
            var email = crew.start(email(company));
            crew.await();
            this.postgres = database.join();
            this.world = new World(company.join(), truth.join(), crm.join(), erp.join(), billing.join(),
                    shipping.join(), email.join());
        }
    }

    Postgres postgres() {
        return postgres;
    }

    World world() {
        return world;
    }

    private Supplier<Crm> crm(CompletableFuture<Company> company) {
        return () -> {
            var crm = new Crm(folder.of("crm"), ports.crm(), folder.secret("crm.api-key"),
                    settings.crmRequestsPerSecond(),
                    folder.secret("crm.store"));
            crm.seed(company.join());
            return crm;
        };
    }

    private Supplier<Erp> erp(CompletableFuture<Company> company) {
        return () -> {
            var erp = new Erp(folder.of("erp"), ports.erp(), folder.secret("erp.reader"), folder.secret("erp.store"));
            erp.seed(company.join());
            return erp;
        };
    }

    private Supplier<Billing> billing(CompletableFuture<Company> company) {
        return () -> {
            var billing = new Billing(folder.of("billing"), ports.billing(), folder.secret("billing"),
                    folder.secret("billing.store"));
            billing.seed(company.join());
            return billing;
        };
    }

    private Supplier<Shipping> shipping(CompletableFuture<Company> company, KafkaBroker broker) {
        return () -> {
            var shipping = new Shipping(folder.of("shipping"), broker, folder.secret("shipping.store"));
            shipping.seed(company.join());
            return shipping;
        };
    }

    private Supplier<Email> email(CompletableFuture<Company> company) {
        return () -> new Email(folder.of("email"), ports.smtp(), ports.imap(), folder.secret("email"), company.join());
    }
}
