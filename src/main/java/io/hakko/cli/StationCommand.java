package io.hakko.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hakko station}. */
@Command(
        name = "station",
        description =
                "The card station: makes cards at the reader of this machine for a server elsewhere, until it is stopped."
                        + " The reader, the station's key and the server's certificate are named in the environment (docs/cards.md).",
        mixinStandardHelpOptions = true)
final class StationCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server's port for stations, https://HOST:PORT; else HAKKO_STATION_SERVER.")
    private String server = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the page on this machine; else HAKKO_STATION_PAGE_PORT, else 8090.")
    private String port = "";

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (ConfigurableApplicationContext context = StationApplication.start(settings())) {
            context.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
            spec.commandLine()
                    .getOut()
                    .println("カード発行端末: http://127.0.0.1:%s/desk/station"
                            .formatted(context.getEnvironment().getProperty("local.server.port")));
            closed.await();
        }
        return 0;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!server.isEmpty()) {
            settings.put("hakko.station.remote.url", server);
        }
        if (!port.isEmpty()) {
            settings.put("server.port", port);
        }
        return settings;
    }
}
