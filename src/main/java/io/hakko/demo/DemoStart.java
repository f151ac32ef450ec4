package io.hakko.demo;

import io.hakko.audit.AuditRecords;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Fills the demonstration at its first start and says who can sign in. */
@Component
@Profile("demo")
class DemoStart {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStart.class);

    private final DemoUsers users;
    private final SampleCases samples;
    private final AuditRecords audit;
    private final Environment environment;

    DemoStart(DemoUsers users, SampleCases samples, AuditRecords audit, Environment environment) {
        this.users = users;
        this.samples = samples;
        this.audit = audit;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        users.ensure();
        if (audit.count("application.received") == 0) {
            samples.make();
        }
        String port = environment.getProperty("local.server.port", "8080");
        String list = DemoUsers.USERS.stream()
                .map(user -> "  %-10s %s　%s".formatted(user.id(), user.name(), user.label()))
                .collect(Collectors.joining("\n"));
        LOG.info(
                "Hakko is ready: http://localhost:{}/  (demonstration; clock: http://localhost:{}/demo)\n"
                        + "利用者（パスワードは全員 {}）\n{}",
                port,
                port,
                DemoUsers.PASSWORD,
                list);
    }
}
