package io.hakko.fire;

import io.hakko.card.Station;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.StationOffice;
import io.hakko.card.integration.FireCards;
import io.hakko.cli.StationApplication;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * {@code hakko station} in a process that a test can kill, with its reader in another process. Around each step {@code S} that it
 * tells its server there are {@code office.S.begin} (done at the card, the server does not know) and {@code office.S.done}
 * (the server knows, the station has not learnt it).
 */
public final class StationNode {

    private static final Set<String> STEPS =
            Set.of("keyed", "certify", "written", "pinSet", "verified", "pinShown", "sealed");

    private StationNode() {}

    /** Starts with Spring arguments. */
    public static void main(String[] args) throws Exception {
        Jvm.endWithParent();
        Map<String, String> settings = new LinkedHashMap<>();
        for (String argument : args) {
            String[] setting = argument.substring("--".length()).split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        FireNode.serve(StationApplication.start(settings, Hands.class));
    }

    /** What the test has beside the station. Without an annotation, so that no other test finds it. */
    static class Hands {

        @Bean
        static Points points() {
            return new Points();
        }

        @Bean
        CardProcess.Client remoteCards(@Value("${fire.cards}") int port) {
            return new CardProcess.Client(port);
        }

        @Bean
        CardReader cardReader(CardProcess.Client terminal) {
            return FireCards.piv(terminal.getName(), () -> Optional.of(terminal), terminal.managementKey());
        }

        @Bean
        static BeanFactoryPostProcessor workersOfTheCardProcess(Environment environment) {
            int port = environment.getRequiredProperty("fire.cards", Integer.class);
            return factory ->
                    factory.registerSingleton("workerCommand", FireCards.Workers.startedBy(WorkerNode.program(port)));
        }

        @Bean
        FireCommand canaryInTheLogCommand() {
            return FireCommand.of("log", words -> {
                LoggerFactory.getLogger("io.hakko.canary").warn("Canary {}", words.get(0));
                return "";
            });
        }

        @Bean
        FireCommand holdCommand() {
            return HeldCanary.command();
        }

        @Bean
        FireCommand armCommand() {
            return FireCommand.of("arm", words -> {
                KillPoints.arm(words.get(0));
                return words.get(0);
            });
        }

        /** One round of the station. */
        @Bean
        FireCommand stationCommand(Station station) {
            return FireCommand.of("station", words -> {
                station.workOnce();
                return "worked";
            });
        }
    }

    /** Stands still where it was armed. */
    static final class Points implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof StationOffice)) {
                return bean;
            }
            return Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    ClassUtils.getAllInterfaces(bean),
                    (proxy, method, arguments) -> around(bean, method, arguments));
        }

        private static Object around(Object bean, Method method, Object[] arguments) throws Throwable {
            boolean step = STEPS.contains(method.getName());
            if (step) {
                KillPoints.reached("office." + method.getName() + ".begin");
            }
            try {
                Object result = method.invoke(bean, arguments);
                if (step) {
                    KillPoints.reached("office." + method.getName() + ".done");
                }
                return result;
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }
    }
}
