package io.hakko.fire;

import io.hakko.HakkoApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * The service in a process that a test can kill. It is the service as it is shipped, on the database it is given; only its
 * clock, its reader and the CA keys are those of the test. On standard output it tells the port of its control line, that
 * it is ready, and which kill point it has reached.
 */
public final class FireNode {

    private FireNode() {}

    /** Starts with Spring arguments; {@code --fire.sources=} names further configuration classes. */
    public static void main(String[] args) throws Exception {
        Jvm.endWithParent();
        List<Class<?>> sources = new ArrayList<>(List.of(HakkoApplication.class, FireConfiguration.class));
        boolean web = true;
        for (String argument : args) {
            if (argument.startsWith("--fire.sources=")) {
                for (String name :
                        argument.substring("--fire.sources=".length()).split(",")) {
                    sources.add(Class.forName(name));
                }
            }
            web &= !argument.equals("--fire.web=false");
        }
        ConfigurableApplicationContext context = new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(web ? WebApplicationType.SERVLET : WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .profiles("story")
                .initializers(
                        started -> started.getBeanFactory().registerSingleton("onlyTheService", new OnlyTheService()))
                .run(args);
        serve(context);
    }

    /** Answers the control line until the process ends. */
    static void serve(ConfigurableApplicationContext context) throws IOException {
        Map<String, FireCommand> commands = context.getBeansOfType(FireCommand.class).values().stream()
                .collect(Collectors.toMap(FireCommand::name, Function.identity()));
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println("CONTROL " + socket.getLocalPort());
            System.out.println("READY " + context.getEnvironment().getProperty("local.server.port", "0"));
            while (true) {
                Socket client = socket.accept();
                Jvm.daemon("control", () -> answer(commands, client));
            }
        }
    }

    private static void answer(Map<String, FireCommand> commands, Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                PrintStream out = new PrintStream(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(run(commands, line).replace('\n', ' '));
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String run(Map<String, FireCommand> commands, String line) {
        List<String> words = Arrays.asList(line.strip().split(" "));
        FireCommand command = commands.get(words.get(0));
        if (command == null) {
            return "NO unknown command " + words.get(0);
        }
        try {
            return "OK " + command.run(words.subList(1, words.size()));
        } catch (Exception | AssertionError refused) {
            org.slf4j.LoggerFactory.getLogger(FireNode.class).info("Command {} was refused", words.get(0), refused);
            return "NO " + refused.getClass().getSimpleName() + ": " + refused.getMessage();
        }
    }

    /** Tests stand on the class path, but nothing of them belongs to the service. */
    private static final class OnlyTheService extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader metadata, MetadataReaderFactory factory) throws IOException {
            String name = metadata.getClassMetadata().getClassName();
            return metadata.getResource().getURL().toString().contains("/test-classes/")
                    || name.equals("io.hakko.embedded.EmbeddedDatabaseConfiguration")
                    || name.equals("io.hakko.story.StoryClockConfiguration");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OnlyTheService;
        }

        @Override
        public int hashCode() {
            return OnlyTheService.class.hashCode();
        }
    }
}
