package io.hakko.desk.web;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Waits at the beginning of the end: the readiness is down already, the web server still takes requests, and the proxy in
 * front has the time to send people elsewhere.
 */
final class ShutdownNotice implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownNotice.class);

    private final Duration notice;
    private volatile boolean running;

    ShutdownNotice(Duration notice) {
        this.notice = notice;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (notice.isZero()) {
            return;
        }
        LOG.info("This node stops; it takes requests for {} more", notice);
        try {
            Thread.sleep(notice.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before the web server and everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
