package io.casehub.api;

import io.casehub.model.CustomerId;
import io.casehub.view.Views.View;
import io.casehub.view.fresh.Freshness;
import io.casehub.view.fresh.Report;
import io.casehub.view.fresh.Wish;
import jakarta.annotation.PreDestroy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Answers a view that is as young as a caller wishes, in the time that he gives. */
@Component
class CurrentView {

    private final Freshness freshness;
    private final Clock clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("current-view-", 0).factory());

    CurrentView(Freshness freshness, Clock clock) {
        this.freshness = freshness;
        this.clock = clock;
    }

    /**
     * The view with how old it is: its member {@code freshness}. Where there is not even the time to
     * find that out, it says so of what is stored.
     *
     * @param arrived when the caller's request came, by {@link System#nanoTime()}
     * @param stored reads the view, what is wanted of it
     * @throws DeadlineMissed where the hub's own database is too slow for what is stored, too
     */
    byte[] read(CustomerId customer, ViewQuery wanted, Wish wish, long arrived, Supplier<View> stored) {
        var deadline = new Deadline(arrived, wish.deadline());
        var sections = wanted.parts().sections();
        var before = new CompletableFuture<View>();
        var answer = threads.submit(() -> {
            before.complete(stored.get());
            var report = freshness.refresh(customer, sections, wish,
                    clock.instant().plus(deadline.leftForSources(System.nanoTime())));
            return with(report, wanted.of(report.isLive() ? stored.get().json() : before.join().json()));
        });
        try {
            return answer.get(deadline.left(System.nanoTime()).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            if (before.isDone()) {
                return with(Report.cut(sections, wish), wanted.of(before.join().json()));
            }
            throw new DeadlineMissed(wish.deadline());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadlineMissed(wish.deadline());
        }
    }

    private static byte[] with(Report report, byte[] view) {
        var json = new ByteArrayOutputStream(view.length + 1024);
        json.write(view, 0, view.length - 1);
        json.writeBytes(((view.length > 2 ? "," : "") + "\"freshness\":" + report.json() + "}")
                .getBytes(StandardCharsets.UTF_8));
        return json.toByteArray();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
