package io.hakko.bench;

import io.hakko.bench.Spans.Part;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.calendar.MovableClock;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSession;
import io.hakko.notice.Letters;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.delegate.DelegateInvocation;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.interceptor.DelegateInterceptor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Lays {@link Spans} around the ports of the service, and lets its clock run on a business day. Not annotated, or every test's
 * context would find it.
 */
class MeasuredNode {

    private static final Set<String> SLOW = Set.of(
            "execute", "executeQuery", "executeUpdate", "executeBatch", "executeLargeUpdate", "commit", "rollback");

    @Bean
    MovableClock benchClock(@Value("${hakko.bench.ahead}") Duration ahead) {
        return MovableClock.ahead(ahead);
    }

    @Bean
    static BeanPostProcessor portsMeasured() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof DataSource source) {
                    return Spans.around(
                            DataSource.class,
                            source,
                            Part.DATABASE,
                            Set.of("getConnection"),
                            (method, result) ->
                                    result instanceof Connection connection ? measured(connection) : result);
                }
                if (bean instanceof CardReader reader) {
                    return Spans.around(
                            CardReader.class,
                            reader,
                            Part.CARD,
                            Set.of(),
                            (method, result) -> result instanceof CardSession session
                                    ? Spans.around(CardSession.class, session, Part.CARD, Set.of(), (m, r) -> r)
                                    : result);
                }
                if (bean instanceof CertificateSigner signer) {
                    return Spans.around(CertificateSigner.class, signer, Part.SIGNING, Set.of(), (m, r) -> r);
                }
                if (bean instanceof Letters letters) {
                    return Spans.around(Letters.class, letters, Part.LETTERS, Set.of("write"), (m, r) -> r);
                }
                return bean;
            }
        };
    }

    private static Connection measured(Connection connection) {
        return Spans.around(Connection.class, connection, Part.DATABASE, SLOW, (method, result) -> {
            if (result instanceof CallableStatement) {
                return result;
            }
            if (result instanceof PreparedStatement statement) {
                return Spans.around(PreparedStatement.class, statement, Part.DATABASE, SLOW, (m, r) -> r);
            }
            return result instanceof Statement statement
                    ? Spans.around(Statement.class, statement, Part.DATABASE, SLOW, (m, r) -> r)
                    : result;
        });
    }

    @Bean
    @Order(90)
    ProcessEnginePlugin engineMeasured() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setCustomPreCommandInterceptorsTxRequired(
                        first(engine.getCustomPreCommandInterceptorsTxRequired()));
                engine.setCustomPreCommandInterceptorsTxRequiresNew(
                        first(engine.getCustomPreCommandInterceptorsTxRequiresNew()));
            }

            @Override
            public void postInit(ProcessEngineConfigurationImpl engine) {
                DelegateInterceptor inner = engine.getDelegateInterceptor();
                engine.setDelegateInterceptor(invocation -> delegated(inner, invocation));
            }
        };
    }

    private static List<CommandInterceptor> first(List<CommandInterceptor> others) {
        List<CommandInterceptor> all = new ArrayList<>(List.of(new Commands()));
        all.addAll(others);
        return all;
    }

    private static void delegated(DelegateInterceptor inner, DelegateInvocation invocation) throws Exception {
        try {
            Spans.in(Part.OTHER, () -> {
                inner.handleInvocation(invocation);
                return Boolean.TRUE;
            });
        } catch (Exception | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Counts a command for the engine. */
    private static final class Commands extends CommandInterceptor {
        @Override
        public <T> T execute(Command<T> command) {
            try {
                return Spans.in(Part.ENGINE, () -> next.execute(command));
            } catch (RuntimeException | Error failed) {
                throw failed;
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
