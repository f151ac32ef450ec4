package io.hakko.ca.integration;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Whether every key in an HSM can be used now, and why not. Asking also brings back an HSM that was away. No part of readiness:
 * a node without its HSM goes on serving people, what is to be signed waits.
 */
@Component
final class HsmHealthIndicator extends AbstractHealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(HsmHealthIndicator.class);

    private final Hsms hsms;
    private final Map<String, String> reported = new ConcurrentHashMap<>();

    HsmHealthIndicator(Hsms hsms) {
        super("The HSM could not be asked");
        this.hsms = hsms;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        for (Map.Entry<String, HsmKey> key : hsms.keys().entrySet()) {
            try {
                key.getValue().check();
                health.withDetail(key.getKey(), "usable");
                reported.remove(key.getKey());
            } catch (HsmUnusable unusable) {
                health.down().withDetail(key.getKey(), unusable.why().text());
                report(key.getKey(), unusable.reason());
            }
        }
    }

    /** Whoever asks for the health need not know names of tokens and files; whoever reads the log may. */
    private void report(String name, String reason) {
        if (!reason.equals(reported.put(name, reason))) {
            LOG.warn("The key of {} cannot be used: {}", name, reason);
        }
    }
}
