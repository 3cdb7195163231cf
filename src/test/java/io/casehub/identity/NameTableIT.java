package io.casehub.identity;

import static io.casehub.Arrivals.Arrival.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an older hub knew is found as what comes now. */
class NameTableIT {

    private final Arrivals arrivals;

    NameTableIT(@TempDir Path temp) {
        arrivals = new Arrivals(temp);
    }

    @AfterEach
    void closed() {
        arrivals.close();
    }

    @Test
    void namesOfAnOlderHubAreCaughtUpWithPageByPage() {
        for (int n = 0; n < 5; n++) {
            arrivals.arrive(customer("crm:" + n, "Anna Blum" + "abcde".charAt(n)));
        }
        arrivals.database.jdbc().sql("update member_spelling set words = null").update();
        var customers = arrivals.rooms.get(Customers.class);
        var names = arrivals.rooms.get(NameTable.class);

        assertThat(customers.byName("Anna Blumc", 10)).isEmpty();
        assertThat(names.catchUp(2)).isEqualTo(5);
        assertThat(customers.byName("Ana Blumc", 10).getFirst().customer()).isEqualTo(arrivals.customer("crm:2"));
        assertThat(names.catchUp(2)).isZero();
    }
}
