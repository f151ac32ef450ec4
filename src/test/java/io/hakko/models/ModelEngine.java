package io.hakko.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.test.assertions.ProcessEngineTests;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Path tests of one model on the real engine and a real PostgreSQL, which all these tests of a JVM share. The job
 * executor is off; delegates are fakes under the bean names that the model calls. After the last test of the class,
 * every node and every flow of the model must have been walked.
 */
public final class ModelEngine implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private static final Map<Object, Object> BEANS = new ConcurrentHashMap<>();
    private static final Footprints FOOTPRINTS = new Footprints();
    private static final ProcessEngine ENGINE = build();

    private final String model;
    private final List<BpmnModelInstance> stubs;

    private ModelEngine(String model, BpmnModelInstance... stubs) {
        this.model = model;
        this.stubs = List.of(stubs);
    }

    /** Tests that together walk every path of a model; the stubs stand for the processes it calls. */
    public static ModelEngine walkingEveryPathOf(String model, BpmnModelInstance... stubs) {
        return new ModelEngine(model, stubs);
    }

    /** A new case; forgets the fakes of the one before. */
    public CaseWalk newCase(String businessKey) {
        BEANS.clear();
        return new CaseWalk(ENGINE, businessKey);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        FOOTPRINTS.clear();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ProcessEngineTests.init(ENGINE);
        RepositoryService repository = ENGINE.getRepositoryService();
        repository
                .createDeploymentQuery()
                .list()
                .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
        repository.createDeployment().addClasspathResource(model).deploy();
        for (BpmnModelInstance stub : stubs) {
            String name =
                    stub.getModelElementsByType(Process.class).iterator().next().getId();
            repository.createDeployment().addModelInstance(name + ".bpmn", stub).deploy();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(unwalked())
                .as("nodes and flows of %s that no test walks", model)
                .isEmpty();
    }

    /** Nodes and flows that no test of this class has walked so far. */
    SortedSet<String> unwalked() {
        BpmnModelInstance instance = read();
        String process =
                instance.getModelElementsByType(Process.class).iterator().next().getId();
        SortedSet<String> unwalked = new TreeSet<>();
        instance.getModelElementsByType(FlowNode.class).forEach(node -> unwalked.add(node.getId()));
        instance.getModelElementsByType(SequenceFlow.class).forEach(flow -> unwalked.add(flow.getId()));
        unwalked.removeAll(FOOTPRINTS.of(process));
        // what leads from an event-based gateway to the event that happened is never "taken" in the engine
        instance.getModelElementsByType(EventBasedGateway.class).stream()
                .flatMap(gateway -> gateway.getOutgoing().stream())
                .filter(flow -> !unwalked.contains(flow.getTarget().getId()))
                .forEach(flow -> unwalked.remove(flow.getId()));
        return unwalked;
    }

    static void register(String bean, JavaDelegate fake) {
        BEANS.put(bean, fake);
    }

    private BpmnModelInstance read() {
        try (InputStream in = Objects.requireNonNull(ModelEngine.class.getResourceAsStream("/" + model), model)) {
            return Bpmn.readModelFromStream(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @SuppressWarnings("resource") // PostgreSQL lives as long as the JVM of the tests
    private static ProcessEngine build() {
        ProcessEngineConfigurationImpl configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("models");
        try {
            configuration.setDataSource(EmbeddedPostgres.builder().start().getPostgresDatabase());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("full");
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setEnforceHistoryTimeToLive(true);
        configuration.setJavaSerializationFormatEnabled(false);
        configuration.setBeans(BEANS);
        FOOTPRINTS.follow(configuration);
        return configuration.buildProcessEngine();
    }
}
