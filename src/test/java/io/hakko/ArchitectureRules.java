package io.hakko;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.NullMarked;

/**
 * Rules for the inside of the code, read from byte code. They are written for any root package,
 * so that code which breaks each of them can stand elsewhere.
 */
final class ArchitectureRules {

    private static final Set<String> OUTER = Set.of("web", "process", "persistence", "integration");

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    /** The engine is an adapter. */
    ArchRule engineOnlyInWorkflowAndProcess() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".workflow..", root + ".*.process..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.camunda.."))
                .as("only workflow and the process packages use the engine");
    }

    ArchRule bouncyCastleOnlyInCaIntegration() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".ca.integration..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.bouncycastle.."))
                .as("Bouncy Castle stays inside ca.integration");
    }

    ArchRule cardReadersOnlyInCardIntegration() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".card.integration..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.smartcardio..", "com.licel..", "javacard.."))
                .as("card readers and the card simulator stay inside card.integration");
    }

    /** Time comes from the injected clock. */
    ArchRule timeOnlyFromTheClock() {
        DescribedPredicate<JavaCall<?>> readsTheSystemsTime = describe("read the system's time", call -> {
            JavaClass owner = call.getTargetOwner();
            String name = call.getName();
            boolean now = name.equals("now")
                    && owner.isAssignableTo(TemporalAccessor.class)
                    && call.getTarget().getRawParameterTypes().stream()
                            .noneMatch(type -> type.isEquivalentTo(Clock.class));
            boolean millis = owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis");
            boolean date = owner.isEquivalentTo(Date.class)
                    && name.equals("<init>")
                    && call.getTarget().getRawParameterTypes().isEmpty();
            return now || millis || date;
        });
        return noClasses().should().callCodeUnitWhere(readsTheSystemsTime).as("time is read from the injected clock");
    }

    /** Constructor injection, no static state, no {@code @Autowired} in main. */
    ArchRule constructorInjectionOnly() {
        return noMembers()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .as("dependencies come through the one constructor");
    }

    ArchRule noMutableStaticState() {
        return fields().that()
                .areStatic()
                .and(describe(
                        "written in source",
                        (JavaMember field) -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .beFinal()
                .as("no static state");
    }

    /** Domain is plain Java: the JDK, the shared kernel and its own package. */
    ArchRule domainIsPlainJava() {
        return classes()
                .that()
                .resideInAPackage(root + ".*.domain..")
                .should(onlyDependOn(
                        "the JDK, the shared kernel and their own domain package",
                        (origin, target) -> target.getPackageName().startsWith("java.")
                                || target.getPackageName().equals("javax.security.auth.x500")
                                || target.getPackageName().startsWith("org.jspecify.")
                                || inPackage(target, root + ".shared")
                                || inPackage(target, root + "." + module(origin) + ".domain")))
                .allowEmptyShould(true);
    }

    /** {@code web, process, persistence, integration} -> module root -> {@code domain}. */
    ArchRule directionInsideAModule() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(onlyDependOn(
                        "in the direction web, process, persistence, integration -> root -> domain",
                        (origin, target) -> {
                            Optional<String> module = moduleOf(origin);
                            if (module.isEmpty() || !module.equals(moduleOf(target))) {
                                return true;
                            }
                            String from = layer(origin);
                            String to = layer(target);
                            return switch (from) {
                                case "domain" -> to.equals("domain");
                                case "" -> !OUTER.contains(to);
                                default -> !OUTER.contains(from) || from.equals(to) || !OUTER.contains(to);
                            };
                        }));
    }

    ArchRule loggingOnlyBySlf4j() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.util.logging..",
                        "org.apache.commons.logging..",
                        "org.apache.log4j..",
                        "ch.qos.logback.."))
                .as("logging goes through SLF4J");
    }

    /** Only the command line talks to the console. */
    ArchRule consoleOnlyInTheCommandLine() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .as("only the command line writes to the console");
    }

    /** Nothing is ever serialised into the engine: variables are written by {@code ProcessVariable}. */
    ArchRule variablesOnlyThroughProcessVariable() {
        DescribedPredicate<JavaCall<?>> writesVariables = describe(
                "write a process variable past ProcessVariable",
                call -> call.getTargetOwner().getPackageName().startsWith("org.camunda.")
                        && (call.getName().startsWith("setVariable")
                                || call.getName().startsWith("putValue")
                                || call.getName().equals("objectValue")));
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".workflow..")
                .should()
                .callMethodWhere(writesVariables)
                .as("process variables are written through ProcessVariable only");
    }

    /** A delegate: key to value object, one service, answer. */
    ArchRule delegatesDecideNothing() {
        return classes()
                .that(assignableTo(JavaDelegate.class))
                .should()
                .resideInAPackage(root + ".*.process..")
                .andShould()
                .haveSimpleNameEndingWith("Delegate")
                .andShould(onlyDependOn(
                        "no logger, no clock, no SQL",
                        (origin, target) -> !(target.getPackageName().startsWith("org.slf4j")
                                || target.getPackageName().startsWith("org.springframework.jdbc")
                                || target.getPackageName().startsWith("java.sql")
                                || target.isEquivalentTo(Clock.class))))
                .andShould(haveAtMostOneField())
                .as("a delegate turns the key into a value object and calls one service")
                .allowEmptyShould(true);
    }

    /** What a browser sees is a record of the web package, never a row or a domain object. */
    ArchRule controllersReturnTheirOwnRecords() {
        return methods()
                .that()
                .areDeclaredInClassesThat(describe(
                        "are controllers",
                        type -> type.isAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                                || type.isAnnotatedWith("org.springframework.stereotype.Controller")))
                .should()
                .notHaveRawReturnType(resideInAnyPackage(root + ".*.persistence..", root + ".*.domain.."))
                .as("controllers return records of their own")
                .allowEmptyShould(true);
    }

    /** {@code null} does not cross a method border. */
    ArchRule packagesAreNullMarked() {
        return classes()
                .that()
                .resideInAPackage(root + ".*..")
                .should(new ArchCondition<>("reside in a @NullMarked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(
                                type, marked, type.getName() + " is in a package that is not @NullMarked"));
                    }
                });
    }

    List<ArchRule> all() {
        return List.of(
                engineOnlyInWorkflowAndProcess(),
                bouncyCastleOnlyInCaIntegration(),
                cardReadersOnlyInCardIntegration(),
                timeOnlyFromTheClock(),
                constructorInjectionOnly(),
                noMutableStaticState(),
                domainIsPlainJava(),
                directionInsideAModule(),
                loggingOnlyBySlf4j(),
                consoleOnlyInTheCommandLine(),
                variablesOnlyThroughProcessVariable(),
                delegatesDecideNothing(),
                controllersReturnTheirOwnRecords(),
                packagesAreNullMarked());
    }

    private static ArchCondition<JavaClass> haveAtMostOneField() {
        return new ArchCondition<>("have one service") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long fields = type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .count();
                events.add(new SimpleConditionEvent(type, fields <= 1, type.getName() + " has " + fields + " fields"));
            }
        };
    }

    private interface Allowed {
        boolean test(JavaClass origin, JavaClass target);
    }

    private static ArchCondition<JavaClass> onlyDependOn(String description, Allowed allowed) {
        return new ArchCondition<>("depend on: " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!target.isPrimitive() && !allowed.test(type, target)) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean inPackage(JavaClass type, String name) {
        return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
    }

    private String module(JavaClass type) {
        return moduleOf(type).orElse("");
    }

    private Optional<String> moduleOf(JavaClass type) {
        if (!type.getPackageName().startsWith(root + ".")) {
            return Optional.empty();
        }
        return Optional.of(type.getPackageName().substring(root.length() + 1).split("\\.", -1)[0]);
    }

    /** First package below the module, empty for its root. */
    private String layer(JavaClass type) {
        String[] parts = type.getPackageName().substring(root.length() + 1).split("\\.", -1);
        return parts.length < 2 ? "" : parts[1];
    }
}
