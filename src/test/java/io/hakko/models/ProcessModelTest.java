package io.hakko.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fixture.models.DeclaresTooLittle;
import fixture.models.DeclaresTooMuch;
import io.hakko.models.Surroundings.Duty;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The models keep the rules of drawing, and each rule can fail. */
class ProcessModelTest {

    private static final List<ModelFile> MODELS = ModelFile.readAll(Path.of("processes"));
    private static final Path BAD_MODELS = Path.of("src/test/resources/bad-models");
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.hakko");

    /** Who does what (D-16): roles of a duty, and duties that exclude each other on one case. */
    private static final Map<String, Duty> WHO_DOES_WHAT = Map.ofEntries(
            Map.entry("receive", duty("reception")),
            Map.entry("review", duty("reviewer", "receive")),
            Map.entry("approve", duty("approver", "receive", "review")),
            Map.entry("decideLapse", duty("manager")),
            Map.entry("personalize", duty("issuer")),
            Map.entry("inspect", duty("inspector", "personalize")),
            Map.entry("packCard", duty("shipper")),
            Map.entry("packPin", duty("shipper", "packCard")),
            Map.entry("post", duty("shipper")),
            Map.entry("closeArrivals", duty("reception")),
            Map.entry("acknowledgeAlarm", duty("manager")),
            Map.entry("recordReceipt", duty("reception")),
            Map.entry("decideLateReceipt", duty("manager", "recordReceipt")),
            Map.entry("decideUnreceived", duty("manager")),
            Map.entry("investigateReturn", new Duty(Set.of("reception", "shipper"), Set.of())),
            Map.entry("decideUnreachable", duty("manager", "investigateReturn")),
            Map.entry("investigateDoubt", duty("reviewer", "receive", "review", "approve", "personalize", "inspect")),
            Map.entry("decideMisissue", duty("manager", "investigateDoubt")),
            Map.entry("recordPayment", duty("accounting")),
            Map.entry("decideUnpaid", duty("manager", "recordPayment")),
            Map.entry("reviewRevocation", duty("reviewer", "registerRevocation")),
            Map.entry(
                    "approveRevocation",
                    new Duty(
                            Set.of("approver", "manager"),
                            Set.of("proposeRevocation", "registerRevocation", "reviewRevocation"))),
            Map.entry("approveCompromise", duty("manager", "proposeCompromise")),
            Map.entry("announceCompromise", duty("manager")),
            Map.entry("receiveOriginals", new Duty(Set.of("reception", "manager"), Set.of())));

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("rulesAndModels")
    void modelKeepsTheRule(ModelRule rule, ModelFile model) {
        assertThat(rule.breachesIn(model)).isEmpty();
    }

    static Stream<Arguments> rulesAndModels() {
        Set<String> processes = MODELS.stream().map(ModelFile::name).collect(Collectors.toSet());
        Surroundings surroundings = new Surroundings(
                processes, delegates(), form -> Files.isRegularFile(Path.of("forms", form)), WHO_DOES_WHAT);
        return new ModelRules(surroundings)
                .all().stream().flatMap(rule -> MODELS.stream().map(model -> Arguments.of(rule, model)));
    }

    @Test
    void everyDutyOfTheTableIsDone() {
        assertThat(ModelRules.duties(MODELS)).containsOnlyKeys(WHO_DOES_WHAT.keySet());
    }

    /** Whoever is refused for a duty of before must be able to read which one. */
    @Test
    void everyDutyThatExcludesAnotherHasAName() {
        Set<String> named = ModelRules.dutiesWithAName(MODELS);

        assertThat(WHO_DOES_WHAT.values()).allSatisfy(duty -> assertThat(named).containsAll(duty.conflicts()));
    }

    @Test
    void everyDelegateIsCalled() {
        Set<String> called = MODELS.stream()
                .flatMap(model -> model.all(org.camunda.bpm.model.bpmn.instance.ServiceTask.class).stream())
                .map(task -> task.getCamundaDelegateExpression())
                .collect(Collectors.toSet());

        assertThat(delegates()).allSatisfy(delegate -> assertThat(called).contains("${" + delegate + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("constants")
    void constantsAgreeWithTheModel(Class<?> type) {
        assertThat(new ProcessConstants(type, MODELS, ProcessModelTest::isUsedElsewhere).breaches())
                .isEmpty();
    }

    @Test
    void everyModelHasItsConstants() {
        assertThat(constants().map(type -> new ProcessConstants(type, MODELS, field -> true).key()))
                .containsExactlyInAnyOrderElementsOf(
                        MODELS.stream().map(ModelFile::name).toList());
    }

    static Stream<Class<?>> constants() {
        return CODE.stream()
                .filter(type -> type.getSimpleName().endsWith("Process")
                        && type.getPackageName().matches("io\\.hakko\\.[a-z]+"))
                .map(JavaClass::reflect);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badModels")
    void ruleFindsTheBadModel(ModelFile bad) {
        List<ModelRule> rules = rulesForBadModels();
        String[] expected = expectation(bad);

        Map<String, List<String>> breaches = rules.stream()
                .filter(rule -> !rule.breachesIn(bad).isEmpty())
                .collect(Collectors.toMap(ModelRule::name, rule -> rule.breachesIn(bad)));

        assertThat(breaches).containsOnlyKeys(expected[0]);
        assertThat(breaches.get(expected[0])).first().asString().contains(expected[1]);
    }

    static Stream<ModelFile> badModels() {
        return ModelFile.readAll(BAD_MODELS).stream()
                .filter(model -> !model.name().equals("good-model"));
    }

    @Test
    void noRuleFindsFaultWithAGoodModel() {
        ModelFile good = ModelFile.read(BAD_MODELS.resolve("good-model.bpmn"));

        assertThat(rulesForBadModels())
                .allSatisfy(rule -> assertThat(rule.breachesIn(good)).isEmpty());
    }

    @Test
    void everyRuleHasABadModel() {
        assertThat(badModels().map(model -> expectation(model)[0]).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        rulesForBadModels().stream().map(ModelRule::name).toList());
    }

    @Test
    void constantsWithoutElementVariableMessageOrTimerAreFound() {
        List<ModelFile> models = ModelFile.readAll(BAD_MODELS);

        assertThat(new ProcessConstants(DeclaresTooMuch.class, models, field -> false).breaches())
                .containsExactlyInAnyOrder(
                        "userTask_gone is not in the model",
                        "MESSAGE_GONE is a message of no model",
                        "unused is declared, but used neither in the model nor in code",
                        "event_gone is no timer that waits for deadline");
        assertThat(new ProcessConstants(DeclaresTooLittle.class, models, field -> false).breaches())
                .containsExactly(
                        "bad is used in the model, but not declared",
                        "deadline is used in the model, but not declared",
                        "outcome is used in the model, but not declared");
    }

    /** What a bad model says of itself: the rule it breaks, and the element. */
    private static String[] expectation(ModelFile bad) {
        return bad.process()
                .getDocumentations()
                .iterator()
                .next()
                .getTextContent()
                .split(" @ ", -1);
    }

    private static List<ModelRule> rulesForBadModels() {
        return new ModelRules(new Surroundings(
                        Set.of("called-process"),
                        Set.of("noteDelegate"),
                        Set.of("application/check.html", "application/start.html")::contains,
                        Map.of("receive", duty("reception"), "review", duty("reviewer", "receive"))))
                .all();
    }

    private static Set<String> delegates() {
        return CODE.stream()
                .filter(type -> type.getSimpleName().endsWith("Delegate")
                        && type.getPackageName().matches("io\\.hakko\\.[a-z]+\\.process"))
                .map(type -> type.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
                        + type.getSimpleName().substring(1))
                .collect(Collectors.toSet());
    }

    private static boolean isUsedElsewhere(Field constant) {
        return CODE.get(constant.getDeclaringClass()).getField(constant.getName()).getAccessesToSelf().stream()
                .anyMatch(access -> !access.getOriginOwner().isEquivalentTo(constant.getDeclaringClass()));
    }

    private static Duty duty(String role, String... conflicts) {
        return new Duty(Set.of(role), Set.of(conflicts));
    }
}
