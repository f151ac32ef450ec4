package io.hakko.fire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The service in a JVM of its own ({@link FireNode}), or a station ({@link StationNode}): started until it is healthy, driven by lines, killed without a
 * warning, and started again. Its log is {@code <home>/<name>.log}. Several of them may run on one database and one home.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(180);

    /** 2026-11-24 09:00 JST, a Tuesday. */
    public static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");

    private final Builder settings;
    private Process process;
    private BlockingQueue<String> reached = new LinkedBlockingQueue<>();
    private int controlPort;
    private int httpPort;

    private ServiceProcess(Builder settings) {
        this.settings = settings;
    }

    /** The service refused a command. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /** The service died before it answered. */
    public static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Died(String command, IOException cause) {
            super("the service died at: " + command, cause);
        }
    }

    public static Builder on(FireDatabase database, CardProcess cards, Path home) {
        return new Builder(database, cards, home);
    }

    /** {@code hakko station} at a reader with simulated cards, for a server elsewhere. */
    public static Builder station(CardProcess cards, Path home) {
        return new Builder(StationNode.class, home)
                .set("fire.cards", Integer.toString(cards.port()))
                .set("hakko.station.reader", "elsewhere")
                .set("hakko.station.enabled", "false")
                .set("server.port", "0")
                .set("logging.threshold.console", "OFF")
                .option("-Xmx160m");
    }

    /** How it is to be started. */
    public static final class Builder {
        private final Class<?> main;
        private final Path home;
        private final Map<String, String> properties = new LinkedHashMap<>();
        private final List<String> sources = new ArrayList<>();
        private final List<String> options = new ArrayList<>();
        private String name = "node-1";

        private Builder(Class<?> main, Path home) {
            this.main = main;
            this.home = home.toAbsolutePath();
        }

        private Builder(FireDatabase database, CardProcess cards, Path home) {
            this(FireNode.class, home);
            option("-Xmx700m");
            set("hakko.home", this.home.toString());
            set("fire.cards", Integer.toString(cards.port()));
            set("fire.begin", BEGIN.toString());
            set("fire.clock", "standing");
            database(database.jdbcUrl());
            set("spring.flyway.user", FireDatabase.OWNER);
            set("spring.flyway.password", FireDatabase.PASSWORD);
            set("spring.flyway.placeholders.runtimeRole", FireDatabase.RUNTIME);
            set("spring.datasource.username", FireDatabase.RUNTIME);
            set("spring.datasource.password", FireDatabase.PASSWORD);
            set("hakko.station.reader", "elsewhere");
            set("hakko.services", "aosign-g2");
            set("hakko.demo-ca.folder", Fire.keys(this.home).toString());
            set("hakko.repository.folder", this.home.resolve("repository").toString());
            set("server.port", "0");
            set("logging.threshold.console", "OFF");
            runsByItself(false);
            web(false);
        }

        /** Another way to the same database, e.g. through a proxy. */
        public Builder database(String url) {
            set("spring.flyway.url", url);
            return set("spring.datasource.url", url);
        }

        public Builder name(String node) {
            this.name = node;
            return this;
        }

        /** A web server on a free port: {@link ServiceProcess#httpPort}. */
        public Builder web(boolean on) {
            return set("fire.web", Boolean.toString(on));
        }

        /** Job executor, sweeps and station work on their own; else the test commands them. */
        public Builder runsByItself(boolean on) {
            set("camunda.bpm.job-execution.enabled", Boolean.toString(on));
            set("hakko.sweeps.enabled", Boolean.toString(on));
            return set("hakko.station.enabled", Boolean.toString(on));
        }

        public Builder set(String property, String value) {
            properties.put(property, value);
            return this;
        }

        public Builder option(String ofTheJvm) {
            options.add(ofTheJvm);
            return this;
        }

        /** A further configuration class in the service, e.g. with {@link FireCommand} beans. */
        public Builder with(Class<?> configuration) {
            sources.add(configuration.getName());
            return this;
        }

        /** Starts it and waits until it is ready. */
        public ServiceProcess start() {
            ServiceProcess service = new ServiceProcess(this);
            service.start();
            return service;
        }

        /** Starts it and comes back at once; {@link ServiceProcess#awaitReady}. */
        public ServiceProcess launch() {
            ServiceProcess service = new ServiceProcess(this);
            service.launch();
            return service;
        }

        private List<String> arguments() {
            List<String> arguments = properties.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.toCollection(ArrayList::new));
            arguments.add("--logging.file.name=" + home.resolve(name + ".log"));
            if (!sources.isEmpty()) {
                arguments.add("--fire.sources=" + String.join(",", sources));
            }
            return arguments;
        }
    }

    /** Starts it, the first time or again after {@link #kill}. */
    public void start() {
        launch();
        awaitReady();
    }

    private CompletableFuture<Void> ready = new CompletableFuture<>();

    private void launch() {
        ready = new CompletableFuture<>();
        reached = new LinkedBlockingQueue<>();
        try {
            process = Jvm.start(
                    settings.main,
                    settings.home.resolve(settings.name + ".err"),
                    settings.options,
                    settings.arguments());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Process started = process;
        CompletableFuture<Void> isReady = ready;
        BlockingQueue<String> points = reached;
        Jvm.daemon("listen", () -> listen(started, isReady, points));
    }

    public void awaitReady() {
        ready.orTimeout(START_PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void listen(Process started, CompletableFuture<Void> isReady, BlockingQueue<String> points) {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("CONTROL ")) {
                    controlPort = Integer.parseInt(line.substring(8));
                } else if (line.startsWith("READY ")) {
                    httpPort = Integer.parseInt(line.substring(6));
                    isReady.complete(null);
                } else if (line.startsWith("REACHED ")) {
                    points.add(line.substring(8));
                }
            }
        } catch (IOException gone) {
            points.add("gone");
        }
        isReady.completeExceptionally(new IllegalStateException(
                "the service did not start, see " + settings.home.resolve(settings.name + ".log")));
    }

    public int httpPort() {
        return httpPort;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return settings.home.resolve(settings.name + ".log");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Says a line and waits for the answer.
     *
     * @throws Refused when the service says no
     * @throws Died when it died meanwhile
     */
    public String say(String... words) {
        String line = String.join(" ", words);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), controlPort);
                PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            out.println(line);
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("no answer");
            }
            if (answer.startsWith("NO ")) {
                throw new Refused(line + " -> " + answer.substring(3));
            }
            return answer.substring(3);
        } catch (IOException gone) {
            throw new Died(line, gone);
        }
    }

    /** Says a line and does not wait. */
    public CompletableFuture<String> begin(String... words) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Jvm.daemon("say", () -> {
            try {
                answer.complete(say(words));
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer;
    }

    /** Arms a {@link KillPoints kill point}. */
    public void arm(String point) {
        say("arm", point);
    }

    /**
     * Waits until the armed point is reached.
     *
     * @param doing what was said, to fail at once when it is answered without having reached the point
     */
    public void awaitReached(String point, CompletableFuture<String> doing, Duration patience) {
        String expected = point.contains("#") ? point.substring(0, point.indexOf('#')) : point;
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (System.nanoTime() < end) {
                String found = reached.poll(100, TimeUnit.MILLISECONDS);
                if (expected.equals(found)) {
                    return;
                }
                if (found == null && doing.isDone()) {
                    found = reached.poll(500, TimeUnit.MILLISECONDS);
                    if (expected.equals(found)) {
                        return;
                    }
                    throw new AssertionError(point + " was not reached: "
                            + doing.handle((answer, failure) -> answer + " " + failure)
                                    .join());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError(point + " was not reached in time, see " + log());
    }

    /** Does something until a point is reached, and kills the process there. */
    public void killAt(String point, String... words) {
        arm(point);
        CompletableFuture<String> doing = begin(words);
        awaitReached(point, doing, Duration.ofSeconds(120));
        kill();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** SIGTERM: it finishes what it does. */
    public void stop() {
        // Process.destroy() closes standard input first, which ends a node at once.
        process.toHandle().destroy();
        process.onExit().orTimeout(90, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
