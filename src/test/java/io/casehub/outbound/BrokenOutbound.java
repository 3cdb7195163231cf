package io.casehub.outbound;

import io.casehub.model.Entity;
import io.casehub.outbound.Delivery.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ways in which this room must not work; the fault harness is to notice each. */
public final class BrokenOutbound {

    private BrokenOutbound() {}

    /** Each attempt is a command of its own to the system. */
    public static BeanFactoryPostProcessor noIdempotencyKey() {
        return carriers(carrier -> new Changed(carrier) {
            @Override
            public Outcome carry(Command command) {
                return super.carry(new Command(UUID.randomUUID(), command.caseId(), command.system(), command.record(),
                        command.kind(), command.payload(), command.sequence(), 1));
            }
        });
    }

    /** Whatever has no answer is sent again. */
    public static BeanFactoryPostProcessor blindRetry() {
        return carriers(carrier -> new Changed(carrier) {
            @Override
            public boolean isRepeatable(String system, CommandKind kind) {
                return true;
            }
        });
    }

    /** What comes back is taken for news. */
    public static BeanFactoryPostProcessor noEchoCheck() {
        return beans -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("echo");
    }

    /** Whoever had a command settles it, whoever has it now. */
    public static BeanFactoryPostProcessor noLeaseFence() {
        return beans -> ((BeanDefinitionRegistry) beans).registerBeanDefinition("outbox",
                new RootBeanDefinition(Fenceless.class));
    }

    private static BeanFactoryPostProcessor carriers(UnaryOperator<Carrier> change) {
        return beans -> beans.addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Carrier carrier ? change.apply(carrier) : bean;
            }
        });
    }

    static class Fenceless extends Outbox {

        private final JdbcClient jdbc;

        Fenceless(JdbcClient jdbc) {
            super(jdbc);
            this.jdbc = jdbc;
        }

        @Override
        boolean settle(Leased leased, State state, @Nullable String outcome, Duration again, long sequence) {
            long now = jdbc.sql("select fence from delivery where id = ?").param(leased.delivery().id())
                    .query(Long.class).single();
            return super.settle(new Leased(leased.delivery(), now, leased.wasSending()), state, outcome, again,
                    sequence);
        }
    }

    /** A carrier like another one. */
    private static class Changed implements Carrier {

        private final Carrier carrier;

        Changed(Carrier carrier) {
            this.carrier = carrier;
        }

        @Override
        public boolean carries(String system, CommandKind kind) {
            return carrier.carries(system, kind);
        }

        @Override
        public boolean isRepeatable(String system, CommandKind kind) {
            return carrier.isRepeatable(system, kind);
        }

        @Override
        public Map<String, List<Entity>> hearing() {
            return carrier.hearing();
        }

        @Override
        public Outcome carry(Command command) {
            return carrier.carry(command);
        }
    }
}
