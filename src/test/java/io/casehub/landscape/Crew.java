package io.casehub.landscape;

import io.casehub.landscape.system.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Starts services side by side; if one fails, those already up are stopped again. */
final class Crew implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CompletableFuture<?>> tasks = new ArrayList<>();
    private final List<Service> up = new CopyOnWriteArrayList<>();

    <T> CompletableFuture<T> call(Supplier<T> work) {
        var task = CompletableFuture.supplyAsync(work, threads);
        tasks.add(task);
        return task;
    }

    <T extends Service> CompletableFuture<T> start(Supplier<T> maker) {
        return call(() -> {
            var service = maker.get();
            up.add(service);
            service.start();
            return service;
        });
    }

    /** Waits for all; throws what the first to fail threw, when all have ended. */
    void await() {
        try {
            CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            up.reversed().forEach(Service::close);
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
