package io.casehub.ingest;

import io.casehub.ingest.Receipt.Landed;
import io.casehub.mapping.Mappings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Ways in which this room must not work; the fault harness is to notice each. */
public final class BrokenIngest {

    private BrokenIngest() {}

    /** The cursor is committed first, then what stands before it. */
    public static BeanFactoryPostProcessor cursorBeforeData() {
        return beans -> ((BeanDefinitionRegistry) beans).registerBeanDefinition("ingest",
                new RootBeanDefinition(Hasty.class));
    }

    /** What no mapping can take is counted and forgotten. */
    public static BeanFactoryPostProcessor parkedRecordDropped() {
        return beans -> ((BeanDefinitionRegistry) beans).registerBeanDefinition("parking",
                new RootBeanDefinition(Forgetful.class));
    }

    static class Hasty extends Ingest {

        private final Cursors cursors;
        private final TransactionTemplate transaction;

        Hasty(Mappings mappings, Cursors cursors, Parking parking, Settling settling, Rereading rereading,
                Records records, ApplicationEventPublisher events, MeterRegistry meters, Clock clock,
                TransactionTemplate transaction) {
            super(mappings, cursors, parking, settling, rereading, records, events, meters, clock);
            this.cursors = cursors;
            this.transaction = transaction;
        }

        @Override
        @Transactional(propagation = Propagation.NOT_SUPPORTED)
        public Receipt accept(Page page) {
            boolean isOutdated = Boolean.TRUE.equals(transaction.execute(status -> {
                var cursor = cursors.lock(page.route(), page.system());
                if (Objects.equals(cursor, page.before())) {
                    cursors.move(page.route(), page.after(), new Landed(0, 0, 0, 0, 0));
                    return false;
                }
                return true;
            }));
            if (isOutdated) {
                return new Receipt.Outdated();
            }
            return Objects.requireNonNull(transaction.execute(status -> super.accept(new Page(page.system(),
                    page.route(), page.mappings(), page.records(), cursors.lock(page.route(), page.system()), null))));
        }
    }

    static class Forgetful extends Parking {

        Forgetful(JdbcClient jdbc) {
            super(jdbc);
        }

        @Override
        boolean park(Page page, String mapping, RawRecord raw, String stage, String reason, Instant fetchedAt) {
            return true;
        }
    }
}
