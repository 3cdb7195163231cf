package io.casehub.outbound;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An outbox without a fence, as this room must not be: whoever took a command settles it, however
 * long he slept and whoever has it now.
 */
public final class Unfenced {

    private Unfenced() {}

    public static BeanFactoryPostProcessor leases() {
        return beans -> ((BeanDefinitionRegistry) beans).registerBeanDefinition("outbox",
                new RootBeanDefinition(Open.class));
    }

    static class Open extends Outbox {

        Open(JdbcClient jdbc) {
            super(jdbc);
        }

        @Override
        boolean isHeld(Leased leased) {
            return true;
        }

        @Override
        boolean settle(Leased leased, Settlement how) {
            return settle(find(leased.delivery().id()).orElseThrow(), how);
        }
    }
}
