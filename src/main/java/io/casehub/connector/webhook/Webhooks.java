package io.casehub.connector.webhook;

import io.casehub.connector.plan.Plans;
import io.casehub.mapping.MappingUnusable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The door for systems that tell of their changes themselves. */
@Component
@ConditionalOnWebApplication // an engineer's own machine is called by nobody
public class Webhooks {

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
    /** Of one hook; so one that is flooded leaves the database to the others. */
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

    private final Plans plans;
    private final HookRoutes routes;
    private final HookLanding landing;
    private final HintWatch watch;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Hook> known = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> gates = new ConcurrentHashMap<>();
    private final Map<String, Instant> complaints = new ConcurrentHashMap<>();
    private volatile boolean isReady;

    Webhooks(Plans plans, HookRoutes routes, HookLanding landing, HintWatch watch, MeterRegistry meters, Clock clock) {
        this.plans = plans;
        this.routes = routes;
        this.landing = landing;
        this.watch = watch;
        this.meters = meters;
        this.clock = clock;
    }

    /** Before, connectors are still being read, and nobody can say which hooks there are. */
    @EventListener(ApplicationReadyEvent.class)
    void open() {
        isReady = true;
    }

    /**
     * Takes a call: once this returns, what it says is stored, or was before.
     *
     * @param name of the hook: the id of its route
     * @throws WebhookRefused where there is no such hook, or the call does not prove whose it is
     * @throws WebhookNotNow where it is to be sent again: nothing of it is stored
     */
    public void receive(String name, Call call) {
        if (!isReady) {
            throw new WebhookNotNow("the hub is starting; send it again");
        }
        var hook = hook(name).orElseThrow(WebhookRefused::new);
        confirm(hook, call);
        if (!routes.isRunning(name)) {
            count(hook, "postponed");
            throw new WebhookNotNow("this webhook is paused; send it again later");
        }
        takeInTurn(hook, call);
        count(hook, "taken");
    }

    /**
     * One whose connector is being changed is remembered, so that its calls are not refused meanwhile.
     */
    private Optional<Hook> hook(String name) {
        var hook = plans.find(name, Hook.class);
        hook.ifPresent(found -> known.put(name, found));
        return hook.or(() -> Optional.ofNullable(known.get(name)));
    }

    private void confirm(Hook hook, Call call) {
        var now = clock.instant();
        if (!hook.proof().isIn(call)) {
            refuse(hook, "its secret or signature is missing or does not fit", now);
        }
        if (!hook.window().holds(call, now)) {
            refuse(hook, "it does not say when it was made, or that is further from now than "
                    + hook.window().longest(), now);
        }
    }

    private void refuse(Hook hook, String reason, Instant now) {
        count(hook, "refused");
        var told = complaints.get(hook.route());
        if (told == null || told.plus(BETWEEN_COMPLAINTS).isBefore(now)) {
            complaints.put(hook.route(), now);
            log.atWarn().addKeyValue("route", hook.route()).addKeyValue("reason", reason)
                    .log("a call of a webhook was refused");
        }
        throw new WebhookRefused();
    }

    private void takeInTurn(Hook hook, Call call) {
        var gate = gates.computeIfAbsent(hook.route(), any -> new Semaphore(AT_ONCE, true));
        try {
            if (!gate.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                count(hook, "postponed");
                throw new WebhookNotNow("too many calls of this webhook at once; send it again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebhookNotNow("the hub is being stopped; send it again");
        }
        try {
            take(hook, call);
        } catch (MappingUnusable e) {
            throw new WebhookNotNow("a mapping of this webhook does not work; send it again later");
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().addKeyValue("route", hook.route()).addKeyValue("reason", e.getClass().getSimpleName())
                    .log("a call of a webhook could not be stored");
            throw new WebhookNotNow("the hub cannot store this now; send it again soon");
        } finally {
            gate.release();
        }
    }

    private void take(Hook hook, Call call) {
        if (hook.takesHints()) {
            landing.land(hook, call);
            watch.wake();
        } else {
            routes.take(hook.route(), call);
        }
    }

    private void count(Hook hook, String outcome) {
        meters.counter("casehub.webhooks", "system", hook.system(), "route", hook.route(), "outcome", outcome)
                .increment();
    }
}
