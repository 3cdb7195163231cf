package io.casehub.identity;

import static io.casehub.Arrivals.Arrival.customer;
import static io.casehub.Arrivals.Arrival.order;
import static io.casehub.Arrivals.Arrival.shipment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What one node files while another finds out that somebody is somebody else. */
class MeanwhileIT {

    @TempDir
    Path temp;

    @Test
    void aFactThatNamesARecordGoesAlongWithIt() throws InterruptedException {
        arrivesWhileItsCustomerBecomesAnother(order("B-1", "K1"), "orders", "erp:B-1");
    }

    @Test
    void aFactThatNamesAnOrderGoesAlongWithWhoPlacedIt() throws InterruptedException {
        arrivesWhileItsCustomerBecomesAnother(shipment("VM1", "B-0"), "shipments", "shipping:VM1");
    }

    private void arrivesWhileItsCustomerBecomesAnother(Arrival fact, String section, String shown)
            throws InterruptedException {
        var pause = new Pause();
        try (var hub = new Arrivals(temp, context -> context.registerBean(Pause.class, () -> pause), "ingest", "audit",
                "identity", "cases", "outbound.corrections", "view");
                var other = hub.neighbour();
                var threads = Executors.newFixedThreadPool(2)) {
            other.arrive(customer("crm:1", "Ada Byron", "a@x.example"));
            other.arrive(customer("erp:K1", "Ada Byron", "b@x.example"), order("B-0", "K1"));
            var filing = CompletableFuture.runAsync(() -> hub.arrive(fact), threads);
            assertThat(pause.isReached.await(20, TimeUnit.SECONDS)).isTrue();

            var joining = CompletableFuture
                    .runAsync(() -> other.arrive(customer("billing:D-1", "Ada Byron", "a@x.example", "b@x.example")),
                            threads);
            try {
                await().until(() -> joining.isDone() || isWaiting(hub));
            } finally {
                pause.isOver.countDown();
            }
            Stream.of(filing, joining).forEach(CompletableFuture::join);

            assertThat(hub.customer("erp:K1")).isEqualTo(hub.customer("crm:1"));
            assertThat(hub.shown(hub.customer("crm:1")).getOrDefault(section, List.of())).contains(shown);
        }
    }

    private static boolean isWaiting(Arrivals hub) {
        return hub.database.jdbc().sql("select count(*) from pg_locks where not granted").query(Integer.class)
                .single() > 0;
    }

    /** Stops a page once it is known whose it is. */
    static final class Pause {

        private final CountDownLatch isReached = new CountDownLatch(1);
        private final CountDownLatch isOver = new CountDownLatch(1);

        @EventListener
        @Order(Ordered.HIGHEST_PRECEDENCE)
        void on(PageIdentified page) throws InterruptedException {
            isReached.countDown();
            isOver.await();
        }
    }
}
