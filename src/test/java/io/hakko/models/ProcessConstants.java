package io.hakko.models;

import io.hakko.models.ModelRules.Breaches;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.ProcessVariable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The names that a module declares for its process agree with the model. */
final class ProcessConstants {

    private final Class<?> type;
    private final Collection<ModelFile> models;
    private final Predicate<Field> usedInCode;

    ProcessConstants(Class<?> type, Collection<ModelFile> models, Predicate<Field> usedInCode) {
        this.type = type;
        this.models = models;
        this.usedInCode = usedInCode;
    }

    /** Id of the process. */
    String key() {
        return constants(String.class)
                .filter(field -> field.getName().equals("KEY"))
                .map(field -> (String) value(field))
                .findFirst()
                .orElse("");
    }

    List<String> breaches() {
        Breaches breaches = new Breaches();
        List<ModelFile> found =
                models.stream().filter(model -> model.name().equals(key())).toList();
        breaches.when(found.size() != 1, type.getSimpleName(), "names no process: " + key());
        found.forEach(model -> compare(model, breaches));
        return breaches.found();
    }

    private void compare(ModelFile model, Breaches breaches) {
        Set<String> elements =
                model.all(FlowNode.class).stream().map(FlowNode::getId).collect(Collectors.toSet());
        for (String element : elementConstants()) {
            breaches.when(!elements.contains(element), element, "is not in the model");
        }
        Set<String> messages = models.stream()
                .flatMap(m -> m.all(Message.class).stream())
                .map(Message::getName)
                .collect(Collectors.toSet());
        constants(String.class)
                .filter(field -> field.getName().startsWith("MESSAGE"))
                .forEach(field ->
                        breaches.when(!messages.contains(value(field)), field.getName(), "is a message of no model"));
        compareVariables(model, breaches);
        constants(DeadlineKind.class)
                .map(field -> (DeadlineKind) value(field))
                .forEach(deadline -> compareDeadline(model, deadline, breaches));
    }

    private void compareVariables(ModelFile model, Breaches breaches) {
        Set<String> inModel = ModelRules.variablesOf(model);
        Set<String> mapped = ModelRules.variablesMappedBy(models, model.name());
        Set<String> shown = constants(DeadlineKind.class)
                .map(field -> ((DeadlineKind) value(field)).display().name())
                .collect(Collectors.toSet());
        constants(ProcessVariable.class).forEach(field -> {
            String name = ((ProcessVariable<?>) value(field)).name();
            boolean used =
                    inModel.contains(name) || mapped.contains(name) || shown.contains(name) || usedInCode.test(field);
            breaches.when(!used, name, "is declared, but used neither in the model nor in code");
        });
        Set<String> declared = constants(ProcessVariable.class)
                .map(field -> ((ProcessVariable<?>) value(field)).name())
                .collect(Collectors.toSet());
        Stream.concat(inModel.stream(), mapped.stream())
                .distinct()
                .sorted()
                .forEach(name ->
                        breaches.when(!declared.contains(name), name, "is used in the model, but not declared"));
    }

    private void compareDeadline(ModelFile model, DeadlineKind deadline, Breaches breaches) {
        boolean found = model.all(TimerEventDefinition.class).stream()
                .anyMatch(timer -> timer.getParentElement() instanceof FlowNode event
                        && event.getId().equals(deadline.timer())
                        && textOf(timer.getTimeDate())
                                .equals("${" + deadline.due().name() + "}"));
        breaches.when(
                !found || !deadline.process().equals(model.name()),
                deadline.timer(),
                "is no timer that waits for " + deadline.due().name());
    }

    private static String textOf(ModelElementInstance element) {
        return element == null ? "" : element.getTextContent();
    }

    private List<String> elementConstants() {
        return Arrays.stream(type.getDeclaredClasses())
                .filter(inner -> inner.isEnum() && inner.getSimpleName().equals("Element"))
                .flatMap(inner -> Arrays.stream(inner.getEnumConstants()))
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    private Stream<Field> constants(Class<?> of) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && of.isAssignableFrom(field.getType()))
                .peek(field -> field.setAccessible(true));
    }

    private static Object value(Field field) {
        try {
            return Objects.requireNonNull(field.get(null));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
