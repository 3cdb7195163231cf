package io.casehub.harness;

import io.casehub.Casehub;
import io.casehub.ingest.BrokenIngest;
import io.casehub.model.CodeWord;
import io.casehub.outbound.Unfenced;
import java.util.Arrays;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A hub that is broken in one way, on purpose: a harness that does not see it proves nothing.
 * Started by {@link HubProcess} with {@code --harness.build=…}; what is broken stands in the tests
 * of the room it is broken in.
 */
final class BrokenHub {

    /** The ways. */
    enum Build implements CodeWord {
        CURSOR_BEFORE_DATA,
        NO_IDEMPOTENCY_KEY,
        BLIND_RETRY,
        NO_ECHO_CHECK,
        NO_LEASE_FENCE,
        PARKED_RECORD_DROPPED
    }

    private BrokenHub() {}

    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        var word = Arrays.stream(args).filter(arg -> arg.startsWith("--harness.build="))
                .map(arg -> arg.substring(arg.indexOf('=') + 1)).findFirst().orElseThrow();
        var application = new SpringApplication(Casehub.class);
        application.addInitializers((ApplicationContextInitializer<ConfigurableApplicationContext>) context -> context
                .addBeanFactoryPostProcessor(switch (CodeWord.of(Build.class, word)) {
                    case CURSOR_BEFORE_DATA -> BrokenIngest.cursorBeforeData();
                    case PARKED_RECORD_DROPPED -> BrokenIngest.parkedRecordDropped();
                    case NO_IDEMPOTENCY_KEY -> BrokenOutbound.noIdempotencyKey();
                    case BLIND_RETRY -> BrokenOutbound.blindRetry();
                    case NO_ECHO_CHECK -> BrokenOutbound.noEchoCheck();
                    case NO_LEASE_FENCE -> Unfenced.leases();
                }));
        application.setAllowBeanDefinitionOverriding(true);
        application.run(args);
    }
}
