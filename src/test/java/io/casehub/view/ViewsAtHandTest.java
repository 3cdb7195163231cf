package io.casehub.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.model.CustomerId;
import io.casehub.view.Views.View;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.unit.DataSize;

class ViewsAtHandTest {

    private static final CustomerId ADA = new CustomerId(UUID.randomUUID());
    private static final CustomerId GRACE = new CustomerId(UUID.randomUUID());
    private static final byte[] SOURCES = new byte[0];

    private final ViewsAtHand views = new ViewsAtHand(new ViewSettings(DataSize.ofBytes(1000)));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void whoeverPollsIsAnsweredWithoutTheDatabase() {
        abreast();

        var first = read(ADA);

        assertThat(read(ADA)).isSameAs(first);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatIsCommittedIsSeenByTheNextRead() {
        abreast();
        read(ADA);
        read(GRACE);

        TransactionSynchronizationManager.initSynchronization();
        views.forgetAfterCommit(Set.of(ADA));
        read(ADA);
        assertThat(asked).as("nothing is committed yet").hasValue(2);
        var committed = TransactionSynchronizationManager.getSynchronizations();
        TransactionSynchronizationManager.clearSynchronization();
        committed.forEach(TransactionSynchronization::afterCommit);

        read(ADA);
        read(GRACE);
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatAnotherNodeDidIsSeenOnceItIsHeardOf() {
        abreast();
        read(ADA);

        views.on(new ViewsHeardOf(Set.of(ADA), true, System.nanoTime()));

        read(ADA);
        assertThat(asked).hasValue(2);
    }

    @Test
    void anAnswerThatWasReadBeforeTheChangeIsNotKept() {
        abreast();
        views.read(ADA, SOURCES, () -> {
            views.forgetAfterCommit(Set.of(ADA));
            return view("old");
        });

        assertThat(new String(read(ADA).json())).isNotEqualTo("old");
    }

    @Test
    void asLongAsNobodyReadsEventsTheDatabaseIsAsked() {
        read(ADA);
        read(ADA);
        views.on(new ViewsHeardOf(Set.of(), false, System.nanoTime()));
        read(ADA);

        assertThat(asked).hasValue(3);
    }

    @Test
    void anotherStateOfTheSourcesIsAnotherAnswer() {
        abreast();
        read(ADA);

        views.read(ADA, new byte[]{1}, () -> view(String.valueOf(asked.incrementAndGet())));

        assertThat(asked).hasValue(2);
    }

    @Test
    void itTakesNoMoreMemoryThanItIsGiven() {
        abreast();
        var eldest = new CustomerId(UUID.randomUUID());
        read(eldest);
        read(ADA);
        read(GRACE);
        read(new CustomerId(UUID.randomUUID()));

        read(GRACE);
        assertThat(asked).hasValue(4);
        read(eldest);
        assertThat(asked).hasValue(5);
    }

    private void abreast() {
        views.on(new ViewsHeardOf(Set.of(), true, System.nanoTime()));
    }

    private View read(CustomerId customer) {
        return views.read(customer, SOURCES, () -> view(String.valueOf(asked.incrementAndGet())));
    }

    private static View view(String json) {
        return new View(json.getBytes(StandardCharsets.UTF_8), "1", true);
    }
}
