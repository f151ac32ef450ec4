package io.hakko.fire;

import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.delivery.CardDeliveryProcess;
import io.hakko.delivery.ContentDoubtProcess;
import io.hakko.delivery.DeliveryCase;
import io.hakko.delivery.JudgeDoubt;
import io.hakko.workflow.DeadlineCheck;
import io.hakko.workflow.DeadlineDifference;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.ReleasedModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A release with changed models is deployed beside running cases, by the code that deploys at every start (ADR 44). The
 * model of the delivery gets a further task and other words in a form; the called one of doubts another name of a task.
 */
class UpgradeFireTest extends DeliveryCase {

    private static final String MODEL = "processes/delivery/card-delivery.bpmn";
    private static final String CALLED = "processes/delivery/content-doubt.bpmn";
    private static final String FORM = "forms/delivery/record-receipt.html";
    private static final String CHECK = "userTask_checkParcel";
    private static final String NEW_WORDS = "<!-- as the next release words it -->";

    @Autowired
    private RepositoryService repository;

    @Autowired
    private HistoryService history;

    @Autowired
    private TaskService engineTasks;

    @Autowired
    private FormService forms;

    @Autowired
    private DeadlineCheck check;

    /** The other tests of this context see the models as they are. */
    @AfterEach
    void bringBackTheModels() {
        new ReleasedModels().start(repository);
    }

    @Test
    void aStageThatHasBegunEndsByTheModelItBeganWith() throws IOException {
        cardIsPosted();
        String former = versionOfDelivery();

        nextRelease().start(repository);
        reach(RECEIPT_REMINDER);

        assertThat(versionOfDelivery()).isEqualTo(former);
        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_postReceiptReminder");
        assertThat(formOf("userTask_recordReceipt")).isNotEmpty().doesNotContain(NEW_WORDS);
        assertThat(differences()).isEmpty();
        postReminder();
        receive(today());

        assertThat(deliveryEnded()).isTrue();
        assertThat(applications.status(application)).isEqualTo("IN_USE");
        assertThat(versionInHistory()).isEqualTo(former);
    }

    @Test
    void theTimerOfAFormerModelHasItsConsequence() {
        cardIsPosted();
        nextRelease().start(repository);

        reach(RECEIPT_REMINDER);
        postReminder();
        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay());
        reach(RECEIPT);

        assertThat(events().stream().filter("receipt.overdue"::equals)).hasSize(1);
        assertThat(differences()).isEmpty();
    }

    @Test
    void aStageThatBeginsLaterBeginsByTheNewestModel() throws IOException {
        nextRelease().start(repository);
        cardIsReady(false);
        runDue();
        packCard();

        assertThat(versionOfDelivery()).isEqualTo("3.0");
        assertThat(openTasks()).containsExactly(CHECK);
        tasks.complete(task(CHECK), CHECK, SHIPPER_2, open -> ProcessVariables.none());
        post();

        assertThat(formOf("userTask_recordReceipt")).contains(NEW_WORDS);
        receive(today());
        assertThat(applications.status(application)).isEqualTo("IN_USE");
    }

    /** The further task stands behind the packing: who packs after the upgrade does not meet it in a former delivery. */
    @Test
    void aTaskThatIsOpenDuringTheUpgradeLeadsOnByItsOwnModel() {
        cardIsReady(false);
        runDue();

        nextRelease().start(repository);
        packCard();

        assertThat(openTasks()).containsExactly("userTask_postParcels");
        post();
        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
    }

    @Test
    void aFormerModelCallsTheNewestOfWhatItCalls() {
        cardIsPosted();
        String former = versionOfDelivery();
        nextRelease().start(repository);

        doubts();

        assertThat(versionOfDelivery()).isEqualTo(former);
        assertThat(version(definitionOf(ContentDoubtProcess.KEY))).isEqualTo("2.0");
        assertThat(taskAt("userTask_investigateDoubt").getName()).isEqualTo("内容の疑義を確かめる");
        clearUpAndReceive();
    }

    @Test
    void aCalledStageThatHasBegunEndsByItsOwnModel() {
        cardIsPosted();
        doubts();
        String former = version(definitionOf(ContentDoubtProcess.KEY));

        nextRelease().start(repository);

        assertThat(version(definitionOf(ContentDoubtProcess.KEY))).isEqualTo(former);
        assertThat(taskAt("userTask_investigateDoubt").getName()).isEqualTo("内容の疑義を調べる");
        clearUpAndReceive();
    }

    @Test
    void startingAgainWithTheSameFilesMakesNoVersion() {
        new ReleasedModels().start(repository);
        Map<String, Integer> before = versions();

        new ReleasedModels().start(repository);
        assertThat(versions()).isEqualTo(before);
        nextRelease().start(repository);
        Map<String, Integer> after = versions();
        nextRelease().start(repository);

        assertThat(versions()).isEqualTo(after);
        List<String> changed = after.keySet().stream()
                .filter(key -> !after.get(key).equals(before.get(key)))
                .toList();
        assertThat(changed).containsExactlyInAnyOrder(CardDeliveryProcess.KEY, ContentDoubtProcess.KEY);
        assertThat(after.get(CardDeliveryProcess.KEY)).isEqualTo(before.get(CardDeliveryProcess.KEY) + 1);
    }

    /** A release that is taken back: its cases end by its models, new ones begin by the former content. */
    @Test
    void goingBackMakesTheFormerContentTheNewest() {
        nextRelease().start(repository);
        cardIsReady(false);
        runDue();
        packCard();

        new ReleasedModels().start(repository);

        assertThat(version(newest(CardDeliveryProcess.KEY))).isEqualTo("2.0");
        assertThat(versionOfDelivery()).isEqualTo("3.0");
        assertThat(openTasks()).containsExactly(CHECK);
        tasks.complete(task(CHECK), CHECK, SHIPPER_2, open -> ProcessVariables.none());
        assertThat(openTasks()).containsExactly("userTask_postParcels");
    }

    private static ReleasedModels nextRelease() {
        return new ReleasedModels()
                .change(MODEL, UpgradeFireTest::withAFurtherTask)
                .change(FORM, form -> NEW_WORDS + form)
                .change(
                        CALLED,
                        model -> model.replace("camunda:versionTag=\"1.0\"", "camunda:versionTag=\"2.0\"")
                                .replace("name=\"内容の疑義を調べる\"", "name=\"内容の疑義を確かめる\""));
    }

    private static String withAFurtherTask(String model) {
        String flow =
                "<bpmn:sequenceFlow id=\"flow_packCardToAgentVariant\" sourceRef=\"userTask_packCard\" targetRef=";
        return model.replace("camunda:versionTag=\"2.0\"", "camunda:versionTag=\"3.0\"")
                .replace(flow + "\"gateway_agentVariant\" />", flow + "\"" + CHECK + "\" />" + """
                        <bpmn:userTask id="userTask_checkParcel" name="封入を確かめる" camunda:candidateGroups="shipper">
                          <bpmn:extensionElements>
                            <camunda:properties>
                              <camunda:property name="hakko.duty" value="checkParcel" />
                              <camunda:property name="hakko.conflicts" value="packCard" />
                            </camunda:properties>
                          </bpmn:extensionElements>
                          <bpmn:incoming>flow_packCardToAgentVariant</bpmn:incoming>
                          <bpmn:outgoing>flow_checkParcelToAgentVariant</bpmn:outgoing>
                        </bpmn:userTask>
                        <bpmn:sequenceFlow id="flow_checkParcelToAgentVariant" sourceRef="userTask_checkParcel"
                            targetRef="gateway_agentVariant" />
                        """)
                .replace(
                        "<bpmn:incoming>flow_packCardToAgentVariant</bpmn:incoming>\n"
                                + "        <bpmn:outgoing>flow_agentVariantToPostParcels</bpmn:outgoing>",
                        "<bpmn:incoming>flow_checkParcelToAgentVariant</bpmn:incoming>\n"
                                + "        <bpmn:outgoing>flow_agentVariantToPostParcels</bpmn:outgoing>");
    }

    private void clearUpAndReceive() {
        doubts.investigate(
                task("userTask_investigateDoubt"),
                REVIEWER,
                JudgeDoubt.cleared("記載事項は登記事項証明書の記載と一致する", "電子証明書の商号は登記事項証明書の記載のとおりであり、誤りはございません。"));
        runDue();
        postReply();
        runDue();
        receive(today());
        assertThat(applications.status(application)).isEqualTo("IN_USE");
        assertThat(deliveryEnded()).isTrue();
    }

    private List<DeadlineDifference> differences() {
        return check.differences().stream()
                .filter(difference -> difference.businessKey().equals(application.value()))
                .toList();
    }

    private String versionOfDelivery() {
        return version(definitionOf(CardDeliveryProcess.KEY));
    }

    private String definitionOf(String process) {
        return instances(process, application.value()).get(0).getProcessDefinitionId();
    }

    private String version(String definitionId) {
        return repository.getProcessDefinition(definitionId).getVersionTag();
    }

    private String newest(String process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private String versionInHistory() {
        HistoricProcessInstance ended = history.createHistoricProcessInstanceQuery()
                .processDefinitionKey(CardDeliveryProcess.KEY)
                .processInstanceBusinessKey(application.value())
                .singleResult();
        return version(ended.getProcessDefinitionId());
    }

    private Map<String, Integer> versions() {
        return repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .collect(Collectors.toMap(ProcessDefinition::getKey, ProcessDefinition::getVersion));
    }

    private Task taskAt(String element) {
        return engineTasks
                .createTaskQuery()
                .taskId(task(element).value())
                .initializeFormKeys()
                .singleResult();
    }

    /** What Tasklist shows: the form of the deployment to which the task's model belongs. */
    private String formOf(String element) throws IOException {
        Task task = taskAt(element);
        String path = forms.getTaskFormKey(task.getProcessDefinitionId(), task.getTaskDefinitionKey())
                .replace("embedded:deployment:", "");
        String deployment =
                repository.getProcessDefinition(task.getProcessDefinitionId()).getDeploymentId();
        try (InputStream in = repository.getResourceAsStream(deployment, path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
