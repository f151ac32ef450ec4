package io.hakko;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The code keeps the rules of {@link ArchitectureRules}, and each rule can fail. */
class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.hakko");

    private static final String FIXTURE = "fixture.architecture";
    private static final JavaClasses BAD_CODE = new ClassFileImporter().importPackages(FIXTURE);

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void codeKeepsTheRule(ArchRule rule) {
        rule.check(CODE);
    }

    static List<ArchRule> rules() {
        return new ArchitectureRules("io.hakko").all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void ruleFindsTheBreach(ArchRule rule, String culprit) {
        List<String> findings = rule.evaluate(BAD_CODE).getFailureReport().getDetails();

        assertThat(findings)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding).contains(FIXTURE));
        assertThat(String.join("\n", findings)).contains(culprit);
    }

    static Stream<Arguments> breaches() {
        ArchitectureRules rules = new ArchitectureRules(FIXTURE);
        return Stream.of(
                Arguments.of(rules.engineOnlyInWorkflowAndProcess(), "card.EngineInService"),
                Arguments.of(rules.bouncyCastleOnlyInCaIntegration(), "card.CastleInService"),
                Arguments.of(rules.cardReadersOnlyInCardIntegration(), "card.ReaderInService"),
                Arguments.of(rules.timeOnlyFromTheClock(), "Instant.now()"),
                Arguments.of(rules.timeOnlyFromTheClock(), "LocalDate.now(java.time.ZoneId)"),
                Arguments.of(rules.timeOnlyFromTheClock(), "System.currentTimeMillis()"),
                Arguments.of(rules.timeOnlyFromTheClock(), "Date.<init>()"),
                Arguments.of(rules.constructorInjectionOnly(), "card.FieldInjection"),
                Arguments.of(rules.noMutableStaticState(), "card.StaticState"),
                Arguments.of(rules.domainIsPlainJava(), "card.domain.SpringInDomain"),
                Arguments.of(rules.domainIsPlainJava(), "card.domain.OtherModuleInDomain"),
                Arguments.of(rules.directionInsideAModule(), "card.domain.RootInDomain"),
                Arguments.of(rules.directionInsideAModule(), "card.RowInService"),
                Arguments.of(rules.directionInsideAModule(), "card.web.RowInWeb"),
                Arguments.of(rules.loggingOnlyBySlf4j(), "card.OldLogger"),
                Arguments.of(rules.consoleOnlyInTheCommandLine(), "card.Printing"),
                Arguments.of(rules.variablesOnlyThroughProcessVariable(), "card.process.LooseVariable"),
                Arguments.of(rules.delegatesDecideNothing(), "card.process.ChattyDelegate"),
                Arguments.of(rules.delegatesDecideNothing(), "card.process.BusyDelegate"),
                Arguments.of(rules.delegatesDecideNothing(), "card.process.Misnamed"),
                Arguments.of(rules.delegatesDecideNothing(), "card.StrayDelegate"),
                Arguments.of(rules.controllersReturnTheirOwnRecords(), "card.web.LeakingController"),
                Arguments.of(rules.packagesAreNullMarked(), "unmarked.Unmarked"));
    }

    @Test
    void everyRuleHasAProof() {
        List<String> proven = breaches()
                .map(arguments -> arguments.get()[0].toString())
                .distinct()
                .toList();

        assertThat(proven)
                .containsExactlyInAnyOrderElementsOf(new ArchitectureRules(FIXTURE)
                        .all().stream().map(Object::toString).toList());
    }
}
