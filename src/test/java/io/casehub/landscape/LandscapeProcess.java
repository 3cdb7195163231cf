package io.casehub.landscape;

import java.util.concurrent.CountDownLatch;

/**
 * The landscape as a process of its own. Prints {@code landscape ready} when all of it answers and
 * leaves the settings for those who integrate it in {@code <data>/hub.properties}; ends when told
 * (SIGTERM, SIGINT) and stops all it started.
 */
public final class LandscapeProcess {

    private LandscapeProcess() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            var landscape = Landscape.start(LandscapeSettings.from(args));
            Runtime.getRuntime().addShutdownHook(new Thread(landscape::close, "landscape-end"));
            System.out.println("landscape ready");
        } catch (PortTaken | DataFolder.InUse e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            // what was started is stopped again, but some of its threads would keep the process alive
            e.printStackTrace();
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }
}
