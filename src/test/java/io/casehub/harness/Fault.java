package io.casehub.harness;

import io.casehub.harness.FaultyWire.Place;
import io.casehub.landscape.system.Clockwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;

/** What may happen to a hub and those around it. */
enum Fault {
    /** Nothing. */
    QUIET {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            pause(3000);
        }
    },
    /** {@code kill -9} at any moment. */
    KILL {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            pause(random.nextInt(1500));
            company.killAndStart();
        }
    },
    /** … when the system has made a page, and the hub has at most received it. */
    KILL_FETCHED {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            company.landscape().system("crm").touch();
            killAt(company, "crm", Place.ANSWERED, true, desks, random.nextInt(4));
        }
    },
    /** … when a page has just been stored. */
    KILL_STORED {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            long before = versions(company);
            company.landscape().system("billing").touch();
            for (int n = 0; n < 400 && versions(company) == before; n++) {
                pause(10);
            }
            company.killAndStart();
        }
    },
    /** … when the hub has said that it took something, and nothing has left it. */
    KILL_OUTBOX_WRITTEN {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            company.wire("crm").make(Trouble.SILENT_BEFORE);
            desks.write();
            company.killAndStart();
            company.wire("crm").make(Trouble.NONE);
        }
    },
    /** … when the system has done what it was told, and its answer is not out. */
    KILL_SENT {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            killAt(company, random.nextBoolean() ? "crm" : "billing", Place.DONE, false, desks, 0);
        }
    },
    /** … when the answer is with the hub, or nearly. */
    KILL_ANSWERED {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            killAt(company, random.nextBoolean() ? "crm" : "billing", Place.ANSWERED, false, desks, random.nextInt(4));
        }
    },
    /** A system answers as it should not. */
    TROUBLE {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            var all = Trouble.values();
            var wire = company.wire(random.nextBoolean() ? "crm" : "billing");
            var trouble = all[1 + random.nextInt(all.length - 1)];
            System.out.println("  " + trouble);
            wire.make(trouble);
            desks.set("crm");
            desks.set("billing");
            pause(4000 + random.nextInt(4000));
            wire.make(Trouble.NONE);
        }
    },
    /** … and another one at once, in another way. */
    TROUBLES {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            TROUBLE.happen(company, desks, random);
            TROUBLE.happen(company, desks, random);
        }
    },
    BROKER_DOWN {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            var shipping = company.landscape().system("shipping");
            shipping.stop();
            pause(2000 + random.nextInt(3000));
            desks.set("shipping");
            shipping.start();
        }
    },
    DATABASE_RESTARTED {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            company.landscape().postgres().stop();
            pause(random.nextInt(3000));
            company.landscape().postgres().start();
            pause(2000);
        }
    },
    /** {@code kill -9} of the database, all its processes at once. */
    DATABASE_KILLED {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            company.landscape().postgres().kill();
            pause(random.nextInt(3000));
            company.landscape().postgres().start();
            pause(2000);
        }
    },
    /** What the database and the documents lie on is full for a while. */
    DISK_FULL {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            company.disk().ifPresentOrElse(disk -> {
                disk.fill();
                desks.set("crm");
                company.landscape().system("erp").touch();
                pause(4000 + random.nextInt(4000));
                disk.free();
                startIfItEnded(company);
            }, () -> System.out.println("  this machine mounts no small disks"));
        }
    },
    /** A system's clock is wrong by hours, for a while. */
    CLOCK_WRONG {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            var name = random.nextBoolean() ? "crm" : "billing";
            var by = Duration.ofMinutes(random.nextInt(-300, 300));
            System.out.println("  " + name + " by " + by);
            var clock = (Clockwork) company.landscape().system(name);
            clock.goWrongBy(by);
            for (int n = 0; n < 3; n++) {
                company.landscape().system(name).touch();
                desks.set(name);
                pause(1000);
            }
            clock.goWrongBy(Duration.ZERO);
        }
    },
    /** Records change between the system's reading of them and the hub's having its page. */
    CHANGED_WHILE_READ {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            for (int n = 0; n < 6; n++) {
                var name = n % 2 == 0 ? "crm" : "billing";
                var system = company.landscape().system(name);
                system.touch();
                company.wire(name).once(Place.DONE, true, system::touch);
                desks.set(name);
                pause(700);
            }
            company.wires().forEach(FaultyWire::forget);
        }
    },
    /**
     * The mail server goes away in the middle of what is said, by whom it is read and to whom is sent.
     */
    MAIL_SERVER_GONE {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            var mail = company.landscape().system("email");
            company.mailCables().forEach(cable -> cable.cutBehind(200 + random.nextInt(1500)));
            mail.touch();
            pause(3000);
            mail.touch();
            company.mailCables().forEach(Cable::cut);
            mail.stop();
            pause(1000 + random.nextInt(3000));
            mail.start();
            company.mailCables().forEach(Cable::mend);
            mail.touch();
        }
    },
    /**
     * Of two nodes the one that works sleeps for longer than its leases last, and the other takes over.
     */
    NODE_FROZEN {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            var other = company.startAnother();
            company.wire("billing").makeForChanges(Trouble.SILENT_BEFORE); // what is told now is held for seconds
            desks.set("billing");
            company.hub().freeze();
            company.wire("billing").make(Trouble.NONE);
            pause(62_000 + random.nextInt(8000));
            company.hub().thaw();
            pause(3000);
            company.stop(other);
        }
    },
    /** The hub sleeps, and wakes. */
    FROZEN {
        @Override
        void happen(FaultyCompany company, Desks desks, Random random) {
            company.hub().freeze();
            pause(3000 + random.nextInt(5000));
            company.hub().thaw();
        }
    };

    abstract void happen(FaultyCompany company, Desks desks, Random random);

    /** Those that a word chooses, in some order: all but nothing, kills alone, or those it names. */
    static List<Fault> inOrder(String chosen, Random random) {
        var all = new ArrayList<>(Arrays.stream(values()).filter(fault -> switch (chosen) {
            case "none" -> fault == QUIET;
            case "all" -> fault != QUIET;
            case "kills" -> fault.isKill();
            default -> List.of(chosen.split(",")).contains(fault.name());
        }).toList());
        Collections.shuffle(all, random);
        return all;
    }

    boolean isKill() {
        return name().startsWith("KILL");
    }

    /** A database that found no room for its log has ended, and somebody starts it again. */
    private static void startIfItEnded(FaultyCompany company) {
        pause(3000);
        try {
            company.jdbc().sql("select pg_is_in_recovery()").query(Boolean.class).single();
        } catch (DataAccessException e) {
            System.out.println("  the database ended");
            company.landscape().postgres().stop();
            company.landscape().postgres().start();
        }
    }

    private static void killAt(FaultyCompany company, String system, Place place, boolean isReading, Desks desks,
            int later) {
        var isThere = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        company.wire(system).once(place, isReading, () -> {
            isThere.countDown();
            await(mayGoOn);
        });
        if (!isReading) {
            desks.set(system);
        }
        if (!await(isThere)) {
            company.wire(system).forget(); // nothing came: the kill is one at any moment
        }
        pause(later);
        company.killAndStart();
        mayGoOn.countDown();
    }

    private static long versions(FaultyCompany company) {
        return company.jdbc().sql("select count(*) from source_version").query(Long.class).single();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
