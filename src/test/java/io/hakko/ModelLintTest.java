package io.hakko;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The linter of the models lets a good model pass and stops the build at a bad one. */
class ModelLintTest {

    private static final String GOOD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
                xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                id="definitions" targetNamespace="test">
              <bpmn:process id="lint-test" isExecutable="true" camunda:historyTimeToLive="P30D">
                <bpmn:startEvent id="startEvent_arrived" name="届いた"><bpmn:outgoing>flow</bpmn:outgoing></bpmn:startEvent>
                <bpmn:endEvent id="endEvent_done" name="済んだ"><bpmn:incoming>flow</bpmn:incoming></bpmn:endEvent>
                <bpmn:sequenceFlow id="flow" sourceRef="startEvent_arrived" targetRef="endEvent_done"/>
              </bpmn:process>
              <bpmndi:BPMNDiagram id="diagram">
                <bpmndi:BPMNPlane id="plane" bpmnElement="lint-test">
                  <bpmndi:BPMNShape id="shape_1" bpmnElement="startEvent_arrived">
                    <dc:Bounds x="100" y="100" width="36" height="36"/>
                  </bpmndi:BPMNShape>
                  <bpmndi:BPMNShape id="shape_2" bpmnElement="endEvent_done">
                    <dc:Bounds x="200" y="100" width="36" height="36"/>
                  </bpmndi:BPMNShape>
                  <bpmndi:BPMNEdge id="edge" bpmnElement="flow">
                    <di:waypoint x="136" y="118"/><di:waypoint x="200" y="118"/>
                  </bpmndi:BPMNEdge>
                </bpmndi:BPMNPlane>
              </bpmndi:BPMNDiagram>
            </bpmn:definitions>
            """;

    @TempDir
    Path folder;

    @Test
    void passesAGoodModel() throws Exception {
        Lint lint = lint(GOOD);

        assertThat(lint.exitCode()).as(lint.output()).isZero();
        assertThat(lint.output()).contains("1 process models linted");
    }

    @Test
    void stopsAtAModelWithoutNamesAndLifeTime() throws Exception {
        Lint lint = lint(GOOD.replace(" name=\"済んだ\"", "").replace(" camunda:historyTimeToLive=\"P30D\"", ""));

        assertThat(lint.exitCode()).as(lint.output()).isEqualTo(1);
        assertThat(lint.output()).contains("endEvent_done", "label-required", "history-time-to-live");
    }

    @Test
    void stopsAtAModelThatIsNotXml() throws Exception {
        Lint lint = lint("not a model");

        assertThat(lint.exitCode()).as(lint.output()).isEqualTo(1);
    }

    private Lint lint(String model) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("lint-test.bpmn"), model);
        Process process = new ProcessBuilder("node", ".ci/lint-models.mjs", folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Lint(process.waitFor(), output);
    }

    private record Lint(int exitCode, String output) {}
}
