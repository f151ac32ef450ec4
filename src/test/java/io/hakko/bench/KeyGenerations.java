package io.hakko.bench;

import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** Counts the time in which cards make their keys. Not annotated, or every test's context would find it. */
class KeyGenerations {

    private static final LongAdder NANOS = new LongAdder();

    static void reset() {
        NANOS.reset();
    }

    /** Since the last reset. */
    static double seconds() {
        return NANOS.sum() / 1e9;
    }

    @Bean
    static BeanPostProcessor keysMeasured() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof CardReader reader ? watched(CardReader.class, reader) : bean;
            }
        };
    }

    private static <T> T watched(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    long begin = System.nanoTime();
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof CardSession session ? watched(CardSession.class, session) : result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    } finally {
                        if (method.getName().equals("generateKey")) {
                            NANOS.add(System.nanoTime() - begin);
                        }
                    }
                }));
    }
}
