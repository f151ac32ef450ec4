package io.hakko.bench;

import io.hakko.audit.AuditScope;
import io.hakko.shared.Actor;
import io.hakko.workflow.ProcessVariable;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.Workflow;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One engine that fires timers: {@code FIGURES stock|hakko URL DATABASE-ADMIN-URL KEYSTORE WARM DUE PENDING}. It fires
 * {@code WARM} timers first, and then as many as are due among those that are pending.
 */
final class TimerNode {

    static final String STOCK = "stock";
    static final String HAKKO = "hakko";

    private static final String PROCESS = "bench-timer";
    private static final String MODEL = "bench/bench-timer.bpmn";
    private static final String TEMPLATE = "BENCH";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final ProcessVariable<Instant> DUE = ProcessVariable.instant("due");

    /** Camunda's Spring Boot starter and nothing of ours. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        CamundaBpmAutoConfiguration.class
    })
    static class Stock {}

    private final Connection admin;
    private final String schema;
    private final JobExecutor executor;

    private TimerNode(Connection admin, String schema, JobExecutor executor) {
        this.admin = admin;
        this.schema = schema;
        this.executor = executor;
    }

    public static void main(String[] arguments) throws Exception {
        boolean stock = arguments[1].equals(STOCK);
        String schema = stock ? "public" : "camunda";
        int warm = Integer.parseInt(arguments[4]);
        int due = Integer.parseInt(arguments[5]);
        int pending = Integer.parseInt(arguments[6]);
        try (ConfigurableApplicationContext context = stock
                        ? stock(arguments[2])
                        : HakkoNode.start(arguments[2], arguments[3], Map.of("hakko.command", "true"));
                Connection admin = DriverManager.getConnection(arguments[2], "postgres", "")) {
            ProcessEngine engine = context.getBean(ProcessEngine.class);
            JobExecutor executor =
                    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
            executor.shutdown();
            engine.getRepositoryService()
                    .createDeployment()
                    .addClasspathResource(MODEL)
                    .deploy();
            Instant far = Clock.systemUTC().instant().plus(Duration.ofDays(60));
            if (stock) {
                context.getBean(RuntimeService.class)
                        .startProcessInstanceByKey(PROCESS, TEMPLATE, Map.of("due", Date.from(far)));
            } else {
                startByUseCase(context, far);
            }
            Properties figures = new TimerNode(admin, schema, executor).fire(warm, due, pending);
            try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]))) {
                figures.store(out, null);
            }
        }
        System.exit(0);
    }

    private static ConfigurableApplicationContext stock(String url) {
        // The profile only keeps ProductionSettings quiet; application.yml is not read, our models are not deployed.
        return new SpringApplicationBuilder(Stock.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .profiles("embedded")
                .run(
                        "--spring.config.name=stock-camunda",
                        "--camunda.bpm.auto-deployment-enabled=false",
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=hakko_owner");
    }

    private static void startByUseCase(ConfigurableApplicationContext context, Instant due) {
        Workflow workflow = context.getBean(Workflow.class);
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            try (var scope = AuditScope.open(Actor.PROCESS)) {
                workflow.start(PROCESS, TEMPLATE, ProcessVariables.with(DUE, due));
            }
        });
    }

    private Properties fire(int warm, int due, int pending) throws Exception {
        InstanceCopies copies = new InstanceCopies(admin, schema, TEMPLATE);
        copies.make(0, warm, warm);
        drain(warm);
        copies.make(warm, due, pending);
        Properties figures = new Properties();
        figures.setProperty("load", Report.loadAverage());
        double seconds = drain(warm + due);
        figures.setProperty("seconds", Double.toString(seconds));
        figures.setProperty("perSecond", Double.toString(due / seconds));
        figures.setProperty("threads", threads());
        return figures;
    }

    private String threads() {
        return executor instanceof org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor spring
                        && spring.getTaskExecutor()
                                instanceof org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor pool
                ? pool.getCorePoolSize() + ".." + pool.getMaxPoolSize() + ", queue " + pool.getQueueCapacity()
                        + ", acquired at once " + executor.getMaxJobsPerAcquisition()
                : executor.getName();
    }

    /** Lets the job executor work until so many timers have fired in all; the seconds until the last one had. */
    private double drain(int all) throws Exception {
        Instant begin = Clock.systemUTC().instant();
        executor.start();
        Instant end = begin.plus(PATIENCE);
        while (fired() < all) {
            if (Clock.systemUTC().instant().isAfter(end)) {
                throw new AssertionError("only %d of %d timers fired in %s".formatted(fired(), all, PATIENCE));
            }
            Thread.sleep(500);
        }
        executor.shutdown();
        if (number("SELECT count(DISTINCT job_id_) FROM %s.act_hi_job_log WHERE job_state_ = 2") != all
                || number("SELECT count(*) FROM %s.act_hi_job_log WHERE job_state_ = 1") != 0
                || number("SELECT count(*) FROM %s.act_ru_job WHERE duedate_ < localtimestamp") != 0
                || number("SELECT count(*) FROM %s.act_ru_task WHERE task_def_key_ = 'userTask_decide'") != all) {
            throw new AssertionError("timers were lost, doubled or failed");
        }
        double last = real("SELECT extract(epoch FROM max(timestamp_ AT TIME ZONE 'Asia/Tokyo'))"
                + " FROM %s.act_hi_job_log WHERE job_state_ = 2");
        return last - begin.toEpochMilli() / 1000.0;
    }

    private long fired() throws SQLException {
        return number("SELECT count(*) FROM %s.act_hi_job_log WHERE job_state_ = 2");
    }

    private long number(String sql) throws SQLException {
        return (long) real(sql);
    }

    private double real(String sql) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery(sql.formatted(schema))) {
            row.next();
            return row.getDouble(1);
        }
    }
}
