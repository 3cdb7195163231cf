package io.casehub.harness;

import io.casehub.harness.FaultyWire.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

    /** All but nothing, in some order. */
    static List<Fault> inOrder(Random random) {
        var all = new ArrayList<>(Arrays.asList(values()));
        all.remove(QUIET);
        Collections.shuffle(all, random);
        return all;
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
