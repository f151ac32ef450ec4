package io.hakko.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Escalation;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaConnector;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The rules of drawing, naming, variables and timers. */
final class ModelRules {

    private static final String START_DUTY = "hakko.duty.";
    private static final String VARIABLE = "[a-z][A-Za-z0-9]*";
    private static final Pattern CONDITION =
            Pattern.compile("\\$\\{(!?" + VARIABLE + "|" + VARIABLE + " == '[A-Za-z]+')}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{" + VARIABLE + "}");
    private static final Pattern DELEGATE = Pattern.compile("\\$\\{(" + VARIABLE + "Delegate)}");
    private static final Pattern JAPANESE =
            Pattern.compile(".*[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}].*", Pattern.DOTALL);
    private static final Pattern TECHNICAL = Pattern.compile("[a-z]+\\.[a-z][A-Za-z]+");
    private static final String FORM_KEY = "embedded:deployment:forms/";

    private final Surroundings surroundings;

    ModelRules(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    List<ModelRule> all() {
        List<ModelRule> rules = new ArrayList<>(List.of(
                new ModelRule("a process is versioned, ages and bears the name of its file", this::identity),
                new ModelRule("everything has a Japanese name", this::names),
                new ModelRule("ids have the form type_camelCase", this::ids),
                new ModelRule("service tasks name a delegate, nothing else runs code", this::code),
                new ModelRule("delegates exist", this::delegates),
                new ModelRule("conditions are one flag or one equality", this::conditions),
                new ModelRule("exclusive gateways have a default flow", this::defaults),
                new ModelRule("timers take a date from a variable", this::timers),
                new ModelRule("call activities hand over the key and name each variable", this::calls),
                new ModelRule("user tasks follow the table who does what", this::duties),
                new ModelRule("user tasks have a form", this::forms),
                new ModelRule("only a process with a start form starts in Tasklist", this::startable),
                new ModelRule("service tasks after people and messages run on their own", this::asynchrony)));
        rules.addAll(DrawingRules.all());
        return rules;
    }

    private List<String> identity(ModelFile model) {
        Breaches breaches = new Breaches();
        Collection<Process> processes = model.all(Process.class);
        breaches.when(processes.size() != 1, "file", "holds " + processes.size() + " processes");
        for (Process process : processes) {
            breaches.when(!process.getId().equals(model.name()), process.getId(), "is not the name of the file");
            breaches.when(!process.isExecutable(), process.getId(), "is not executable");
            breaches.when(process.getCamundaVersionTag() == null, process.getId(), "has no version tag");
            breaches.when(
                    process.getCamundaHistoryTimeToLiveString() == null,
                    process.getId(),
                    "has no history time to live");
        }
        return breaches.found();
    }

    private List<String> names(ModelFile model) {
        Breaches breaches = new Breaches();
        breaches.when(!isJapanese(model.process().getName()), model.process().getId(), "has no Japanese name");
        for (FlowNode node : model.all(FlowNode.class)) {
            breaches.when(!isJapanese(node.getName()), node.getId(), "has no Japanese name");
        }
        for (SequenceFlow flow : model.all(SequenceFlow.class)) {
            boolean answer = flow.getSource() instanceof ExclusiveGateway gateway
                    && gateway.getOutgoing().size() > 1;
            breaches.when(answer && !isJapanese(flow.getName()), flow.getId(), "is an answer without a Japanese name");
        }
        return breaches.found();
    }

    private List<String> ids(ModelFile model) {
        Breaches breaches = new Breaches();
        for (FlowNode node : model.all(FlowNode.class)) {
            breaches.when(
                    !node.getId().matches(type(node) + "_[a-z][A-Za-z0-9]*"),
                    node.getId(),
                    "is not of the form " + type(node) + "_camelCase");
        }
        for (SequenceFlow flow : model.all(SequenceFlow.class)) {
            breaches.when(!flow.getId().matches("flow_[a-z][A-Za-z0-9]*"), flow.getId(), "is not flow_camelCase");
        }
        for (Message message : model.all(Message.class)) {
            breaches.when(
                    !TECHNICAL.matcher(message.getName()).matches(), message.getName(), "is not module.pastEvent");
        }
        for (Escalation escalation : model.all(Escalation.class)) {
            breaches.when(
                    !TECHNICAL.matcher(escalation.getEscalationCode()).matches(),
                    escalation.getEscalationCode(),
                    "is not module.event");
        }
        return breaches.found();
    }

    private List<String> code(ModelFile model) {
        Breaches breaches = new Breaches();
        for (Task task : model.all(Task.class)) {
            boolean known = task instanceof UserTask || task instanceof ServiceTask || decides(task);
            breaches.when(!known, task.getId(), "is a kind of task that is not used here");
        }
        for (ServiceTask task : model.all(ServiceTask.class)) {
            String expression = Objects.requireNonNullElse(task.getCamundaDelegateExpression(), "");
            breaches.when(!DELEGATE.matcher(expression).matches(), task.getId(), "names no delegate");
            breaches.when(
                    Stream.of(
                                    task.getCamundaClass(),
                                    task.getCamundaExpression(),
                                    task.getCamundaType(),
                                    task.getCamundaTopic())
                            .anyMatch(Objects::nonNull),
                    task.getId(),
                    "runs something else than a delegate");
        }
        Stream.of(
                        CamundaScript.class,
                        CamundaConnector.class,
                        CamundaExecutionListener.class,
                        CamundaTaskListener.class)
                .flatMap(kind -> model.all(kind).stream())
                .forEach(element -> breaches.when(
                        true,
                        elementAround(element),
                        "carries a " + element.getElementType().getTypeName()));
        return breaches.found();
    }

    private List<String> delegates(ModelFile model) {
        Breaches breaches = new Breaches();
        for (ServiceTask task : model.all(ServiceTask.class)) {
            var named = DELEGATE.matcher(Objects.requireNonNullElse(task.getCamundaDelegateExpression(), ""));
            breaches.when(
                    named.matches() && !surroundings.delegates().contains(named.group(1)),
                    task.getId(),
                    "names a delegate that does not exist");
        }
        return breaches.found();
    }

    private List<String> conditions(ModelFile model) {
        Breaches breaches = new Breaches();
        for (SequenceFlow flow : model.all(SequenceFlow.class)) {
            if (flow.getConditionExpression() != null) {
                String text = flow.getConditionExpression().getTextContent();
                breaches.when(!CONDITION.matcher(text).matches(), flow.getId(), "asks " + text);
                breaches.when(
                        flow.getConditionExpression().getLanguage() != null, flow.getId(), "asks in another language");
            }
        }
        return breaches.found();
    }

    private List<String> defaults(ModelFile model) {
        Breaches breaches = new Breaches();
        for (ExclusiveGateway gateway : model.all(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() > 1) {
                breaches.when(gateway.getDefault() == null, gateway.getId(), "has no default flow");
                long open = gateway.getOutgoing().stream()
                        .filter(flow -> flow.getConditionExpression() == null)
                        .count();
                breaches.when(open != 1, gateway.getId(), "has " + open + " flows without condition");
            }
        }
        for (SequenceFlow flow : model.all(SequenceFlow.class)) {
            breaches.when(
                    flow.getConditionExpression() != null && !(flow.getSource() instanceof ExclusiveGateway),
                    flow.getId(),
                    "has a condition but does not leave an exclusive gateway");
        }
        return breaches.found();
    }

    private List<String> timers(ModelFile model) {
        Breaches breaches = new Breaches();
        for (TimerEventDefinition timer : model.all(TimerEventDefinition.class)) {
            String event = elementAround(timer);
            breaches.when(timer.getParentElement() instanceof StartEvent, event, "starts by the clock");
            boolean date = timer.getTimeDate() != null
                    && REFERENCE.matcher(timer.getTimeDate().getTextContent()).matches();
            breaches.when(!date, event, "takes no date from a variable");
            breaches.when(timer.getTimeDuration() != null || timer.getTimeCycle() != null, event, "has a fixed time");
        }
        return breaches.found();
    }

    private List<String> calls(ModelFile model) {
        Breaches breaches = new Breaches();
        for (CallActivity call : model.all(CallActivity.class)) {
            List<CamundaIn> ins = extensions(call, CamundaIn.class);
            List<CamundaOut> outs = extensions(call, CamundaOut.class);
            breaches.when(
                    !surroundings.processes().contains(call.getCalledElement()),
                    call.getId(),
                    "calls no known process");
            breaches.when(!call.isCamundaAsyncBefore(), call.getId(), "is not asynchronous");
            breaches.when(
                    ins.stream().noneMatch(in -> "#{execution.processBusinessKey}".equals(in.getCamundaBusinessKey())),
                    call.getId(),
                    "does not hand over the business key");
            breaches.when(
                    ins.stream().anyMatch(in -> in.getCamundaVariables() != null)
                            || outs.stream().anyMatch(out -> out.getCamundaVariables() != null),
                    call.getId(),
                    "maps all variables");
            breaches.when(
                    ins.stream().anyMatch(in -> in.getCamundaSourceExpression() != null)
                            || outs.stream().anyMatch(out -> out.getCamundaSourceExpression() != null),
                    call.getId(),
                    "maps an expression");
        }
        return breaches.found();
    }

    private List<String> duties(ModelFile model) {
        Breaches breaches = new Breaches();
        for (UserTask task : model.all(UserTask.class)) {
            String name = property(task, "hakko.duty");
            Surroundings.Duty duty = surroundings.duties().get(name);
            if (duty == null) {
                breaches.when(true, task.getId(), "has no duty of the table: " + name);
            } else {
                Set<String> roles = list(task.getCamundaCandidateGroups());
                Set<String> conflicts = list(property(task, "hakko.conflicts"));
                breaches.when(!roles.equals(duty.roles()), task.getId(), name + " is done by " + roles);
                breaches.when(!conflicts.equals(duty.conflicts()), task.getId(), name + " conflicts " + conflicts);
            }
            breaches.when(
                    task.getCamundaAssignee() != null || task.getCamundaCandidateUsers() != null,
                    task.getId(),
                    "names a person");
            breaches.when(
                    task.getCamundaDueDate() != null
                            && !REFERENCE.matcher(task.getCamundaDueDate()).matches(),
                    task.getId(),
                    "is due at no variable");
        }
        return breaches.found();
    }

    private List<String> forms(ModelFile model) {
        Breaches breaches = new Breaches();
        for (UserTask task : model.all(UserTask.class)) {
            breaches.when(!hasForm(task.getCamundaFormKey()), task.getId(), "has no form: " + task.getCamundaFormKey());
        }
        for (StartEvent start : model.all(StartEvent.class)) {
            breaches.when(
                    start.getCamundaFormKey() != null && !hasForm(start.getCamundaFormKey()),
                    start.getId(),
                    "has no form: " + start.getCamundaFormKey());
        }
        return breaches.found();
    }

    private List<String> startable(ModelFile model) {
        Breaches breaches = new Breaches();
        boolean form = model.process().getChildElementsByType(StartEvent.class).stream()
                .anyMatch(start -> start.getCamundaFormKey() != null);
        breaches.when(
                model.process().isCamundaStartableInTasklist() != form,
                model.process().getId(),
                "is startable in Tasklist: " + !form);
        return breaches.found();
    }

    private List<String> asynchrony(ModelFile model) {
        Breaches breaches = new Breaches();
        for (ServiceTask task : model.all(ServiceTask.class)) {
            boolean follows = predecessors(task, new HashSet<>()).stream()
                    .anyMatch(before -> before instanceof UserTask || catchesMessage(before));
            breaches.when(
                    follows && !task.isCamundaAsyncBefore(), task.getId(), "runs in the transaction of somebody else");
        }
        return breaches.found();
    }

    /** What leads to a node, looking through gateways. */
    private static Set<FlowNode> predecessors(FlowNode node, Set<FlowNode> seen) {
        return node.getPreviousNodes().list().stream()
                .filter(seen::add)
                .flatMap(before -> before instanceof Gateway && !(before instanceof EventBasedGateway)
                        ? predecessors(before, seen).stream()
                        : Stream.of(before))
                .collect(Collectors.toSet());
    }

    private static boolean catchesMessage(FlowNode node) {
        return node instanceof CatchEvent event
                && event.getEventDefinitions().stream().anyMatch(MessageEventDefinition.class::isInstance);
    }

    private boolean hasForm(String key) {
        return key != null && key.startsWith(FORM_KEY) && surroundings.form().test(key.substring(FORM_KEY.length()));
    }

    private static boolean decides(Task task) {
        return task instanceof BusinessRuleTask rule && rule.getCamundaDecisionRef() != null;
    }

    private static String type(FlowNode node) {
        if (node instanceof StartEvent) {
            return "startEvent";
        } else if (node instanceof EndEvent) {
            return "endEvent";
        } else if (node instanceof Gateway) {
            return "gateway";
        } else if (node instanceof CallActivity) {
            return "callActivity";
        } else if (node instanceof SubProcess) {
            return "subProcess";
        } else if (node instanceof UserTask) {
            return "userTask";
        } else if (node instanceof ServiceTask) {
            return "serviceTask";
        } else if (node instanceof BoundaryEvent || node instanceof CatchEvent) {
            return "event";
        }
        return node.getElementType().getTypeName();
    }

    private static boolean isJapanese(String name) {
        return name != null && JAPANESE.matcher(name).matches();
    }

    private static <T extends ModelElementInstance> List<T> extensions(BaseElement activity, Class<T> type) {
        return activity.getExtensionElements() == null
                ? List.of()
                : activity.getExtensionElements()
                        .getElementsQuery()
                        .filterByType(type)
                        .list();
    }

    private static String property(UserTask task, String name) {
        return extensions(task, CamundaProperties.class).stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> name.equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue)
                .findFirst()
                .orElse("");
    }

    private static Set<String> list(String commaSeparated) {
        return commaSeparated == null || commaSeparated.isEmpty()
                ? Set.of()
                : Arrays.stream(commaSeparated.split(",", -1)).collect(Collectors.toUnmodifiableSet());
    }

    /** Id of the flow node that an element belongs to. */
    private static String elementAround(ModelElementInstance element) {
        ModelElementInstance around = element;
        while (!(around instanceof FlowNode) && around.getParentElement() != null) {
            around = around.getParentElement();
        }
        return around instanceof FlowNode node ? node.getId() : "process";
    }

    /** Collects breaches, each beginning with the id of the element. */
    static final class Breaches {
        private final List<String> found = new ArrayList<>();

        void when(boolean broken, String element, String what) {
            if (broken) {
                found.add(element + " " + what);
            }
        }

        List<String> found() {
            return List.copyOf(found);
        }
    }

    /** Variables that a model uses in conditions, timers, due dates and mappings. */
    static Set<String> variablesOf(ModelFile model) {
        Pattern name = Pattern.compile("[$]\\{!?(" + VARIABLE + ")");
        Stream<String> expressions = Stream.of(
                        model.all(SequenceFlow.class).stream()
                                .map(SequenceFlow::getConditionExpression)
                                .filter(Objects::nonNull)
                                .map(ModelElementInstance::getTextContent),
                        model.all(TimerEventDefinition.class).stream()
                                .map(TimerEventDefinition::getTimeDate)
                                .filter(Objects::nonNull)
                                .map(ModelElementInstance::getTextContent),
                        model.all(UserTask.class).stream()
                                .map(UserTask::getCamundaDueDate)
                                .filter(Objects::nonNull))
                .flatMap(s -> s);
        Set<String> variables = expressions
                .map(name::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        model.all(CamundaIn.class).stream()
                .map(CamundaIn::getCamundaSource)
                .filter(Objects::nonNull)
                .forEach(variables::add);
        model.all(CamundaOut.class).stream()
                .map(CamundaOut::getCamundaTarget)
                .filter(Objects::nonNull)
                .forEach(variables::add);
        return variables;
    }

    /** Variables that a model takes from its callers or gives to them. */
    static Set<String> variablesMappedBy(Collection<ModelFile> callers, String process) {
        Set<String> variables = new HashSet<>();
        for (ModelFile caller : callers) {
            for (CallActivity call : caller.all(CallActivity.class)) {
                if (process.equals(call.getCalledElement())) {
                    extensions(call, CamundaIn.class).stream()
                            .map(CamundaIn::getCamundaTarget)
                            .filter(Objects::nonNull)
                            .forEach(variables::add);
                    extensions(call, CamundaOut.class).stream()
                            .map(CamundaOut::getCamundaSource)
                            .filter(Objects::nonNull)
                            .forEach(variables::add);
                }
            }
        }
        return variables;
    }

    /** Duties and their holders as a set that tests compare. */
    static Map<String, Set<String>> duties(Collection<ModelFile> models) {
        return models.stream()
                .flatMap(model -> model.all(UserTask.class).stream())
                .collect(Collectors.groupingBy(
                        task -> property(task, "hakko.duty"), Collectors.mapping(UserTask::getId, Collectors.toSet())));
    }

    /** Duties that are a task, and those that a process names because they are done by starting it. */
    static Set<String> dutiesWithAName(Collection<ModelFile> models) {
        Set<String> named = new HashSet<>(duties(models).keySet());
        models.stream()
                .flatMap(model -> extensions(model.process(), CamundaProperties.class).stream())
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> property.getCamundaName().startsWith(START_DUTY)
                        && !property.getCamundaValue().isBlank())
                .map(property -> property.getCamundaName().substring(START_DUTY.length()))
                .forEach(named::add);
        return named;
    }
}
