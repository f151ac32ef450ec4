package io.hakko.bench;

import io.hakko.bench.Spans.Part;
import io.hakko.card.domain.StationOffice;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** What each kind of question to the ledger's office takes. Not annotated, or every test's context would find it. */
class OfficeSteps {

    private static final class Cost {
        final LongAdder nanos = new LongAdder();
        final LongAdder ways = new LongAdder();
    }

    private static final Map<String, Cost> COSTS = new ConcurrentSkipListMap<>();

    static void reset() {
        COSTS.clear();
    }

    /** Seconds and ways to the database since the last reset, by the name of the question. */
    static void tell(Properties figures, String prefix) {
        COSTS.forEach((name, cost) -> {
            figures.setProperty(prefix + "step." + name, Double.toString(cost.nanos.sum() / 1e9));
            figures.setProperty(prefix + "ways." + name, Long.toString(cost.ways.sum()));
        });
    }

    @Bean
    static BeanPostProcessor stepsMeasured() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof StationOffice office ? watched(office) : bean;
            }
        };
    }

    private static StationOffice watched(StationOffice office) {
        return (StationOffice) Proxy.newProxyInstance(
                StationOffice.class.getClassLoader(),
                new Class<?>[] {StationOffice.class},
                (proxy, method, arguments) -> {
                    long begin = System.nanoTime();
                    long ways = Spans.callsHere(Part.DATABASE);
                    try {
                        return method.invoke(office, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    } finally {
                        Cost cost = COSTS.computeIfAbsent(method.getName(), any -> new Cost());
                        cost.nanos.add(System.nanoTime() - begin);
                        cost.ways.add(Spans.callsHere(Part.DATABASE) - ways);
                    }
                });
    }
}
