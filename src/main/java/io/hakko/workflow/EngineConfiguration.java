package io.hakko.workflow;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What cannot be said in {@code application.yml} about the engine. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class EngineConfiguration {

    /** Five tries with growing distance, then an incident that a manager sees in Cockpit. */
    private static final String RETRIES = "PT10S,PT1M,PT5M,PT30M";

    /** Ids of users and groups as {@link StaffAccounts} takes them. */
    private static final String RESOURCE_IDS = "[a-z][a-z0-9._-]{0,31}";

    @Bean
    @Order(10)
    ProcessEnginePlugin settings() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setFailedJobRetryTimeCycle(RETRIES);
                configuration.setFailedJobCommandFactory(new PatientRetries());
                configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
                configuration.setJobExecutorAcquireByDueDate(true);
                configuration.setEnsureJobDueDateNotNull(true);
                configuration.setEnforceHistoryTimeToLive(true);
                configuration.setJavaSerializationFormatEnabled(false);
                configuration.setDeserializationTypeValidationEnabled(true);
                configuration.setEnableExpressionsInAdhocQueries(false);
                // Filters are stored by our code alone (nobody may create one), and "mine" needs currentUser().
                configuration.setEnableExpressionsInStoredQueries(true);
                configuration.setEnableFetchScriptEngineFromProcessApplication(false);
                configuration.setEnableScriptEngineLoadExternalResources(false);
                configuration.setDefaultNumberOfRetries(5);
                configuration.setGeneralResourceWhitelistPattern(RESOURCE_IDS);
                configuration.setResourceAuthorizationProvider(new OwnAccount());
                configuration.setTaskService(new StaffTaskService());
                configuration.setCustomPreCommandInterceptorsTxRequired(List.of(new Rivals(), new CommandGate()));
                configuration.setCustomPreCommandInterceptorsTxRequiresNew(List.of(new Rivals(), new CommandGate()));
            }
        };
    }

    /** The engine looks for its tables when it is built, so the migration comes first. */
    @Bean
    static BeanFactoryPostProcessor engineAfterMigration() {
        return factory -> {
            if (factory.containsBeanDefinition("processEngineFactoryBean")
                    && factory.containsBeanDefinition("flywayInitializer")) {
                factory.getBeanDefinition("processEngineFactoryBean").setDependsOn("flywayInitializer");
            }
        };
    }

    @Bean
    @Order(20)
    ProcessEnginePlugin guard() {
        return new GuardPlugin();
    }
}
