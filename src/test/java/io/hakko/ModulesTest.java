package io.hakko;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.Options;

/** The modules keep their borders. */
class ModulesTest {

    private static final ApplicationModules MODULES = ApplicationModules.of(HakkoApplication.class);

    /** A module may use those above it, never those below. */
    private static final List<String> ORDER = List.of(
            "shared",
            "calendar",
            "policy",
            "audit",
            "workflow",
            "document",
            "notice",
            "application",
            "review",
            "ca",
            "repository",
            "card",
            "delivery",
            "billing",
            "revocation",
            "renewal",
            "disclosure",
            "records",
            "portal",
            "desk",
            "embedded",
            "story",
            "demo",
            "cli");

    @Test
    void useEachOtherOnlyAsDeclared() {
        MODULES.verify();
    }

    @Test
    void useOnlyModulesAboveThem() {
        for (ApplicationModule module : MODULES.stream().toList()) {
            assertThat(ORDER).contains(name(module));
            List<String> allowed = ORDER.subList(0, ORDER.indexOf(name(module)));
            assertThat(module.getDirectDependencies(MODULES).stream()
                            .map(dependency -> name(dependency.getTargetModule()))
                            .distinct())
                    .as("modules used by %s", name(module))
                    .isSubsetOf(allowed);
        }
    }

    @Test
    void areDrawn() throws Exception {
        Path folder = Path.of("target", "modules");

        new Documenter(MODULES, Options.defaults().withOutputFolder(folder.toString()))
                .writeModulesAsPlantUml()
                .writeIndividualModulesAsPlantUml();

        assertThat(Files.readString(folder.resolve("components.puml"))).contains("Workflow", "Calendar");
    }

    @Test
    void verificationFindsAModuleThatUsesWhatItMayNot() {
        ImportOption everything = location -> true;

        var violations = ApplicationModules.of("fixture.modules", everything).detectViolations();

        assertThat(violations.getMessages())
                .singleElement()
                .asString()
                .contains("Module 'lower' depends on module 'upper'");
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
