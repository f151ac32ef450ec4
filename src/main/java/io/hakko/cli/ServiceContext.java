package io.hakko.cli;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service without its web side, for a command. */
final class ServiceContext {

    private final Class<?> application;

    ServiceContext(Class<?> application) {
        this.application = application;
    }

    /** Starts as in production, also before the keys of its authorities are made. */
    ConfigurableApplicationContext startWithoutKeys() {
        return start(Map.of("hakko.keys-awaited", "true"));
    }

    /** Starts with these Spring profiles and properties; jobs and sweeps rest. Close it. */
    ConfigurableApplicationContext start(Map<String, Object> properties, String... profiles) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("hakko.command", "true");
        all.put("hakko.sweeps.enabled", "false");
        all.put("hakko.station.enabled", "false");
        all.put("camunda.bpm.job-execution.enabled", "false");
        all.put("logging.level.root", System.getProperty("hakko.log", "OFF"));
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .profiles(profiles)
                .run(arguments);
    }
}
