package io.hakko;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.hakko.shared.AtStation;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.scheduling.annotation.Scheduled;

/** What {@code hakko station} consists of knows neither database nor engine, and the office knows no PIN. */
class StationArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.hakko");

    private static final String VAULT = "io\\.hakko\\.card\\.integration\\.PinVault.*";

    private static final String[] SERVER_ONLY = {
        "org.camunda..",
        "javax.sql..",
        "org.springframework.jdbc..",
        "org.postgresql..",
        "org.flywaydb..",
        "io.hakko.workflow..",
        "io.hakko.application..",
        "io.hakko.ca..",
        "io.hakko.*.persistence.."
    };

    private static ArchRule readerSideKnowsNoServer() {
        return noClasses()
                .that()
                .areAnnotatedWith(AtStation.class)
                .should()
                .transitivelyDependOnClassesThat(resideInAnyPackage(SERVER_ONLY));
    }

    @Test
    void stationKnowsNeitherDatabaseNorEngine() {
        assertThat(CODE.stream().filter(type -> type.isAnnotatedWith(AtStation.class)))
                .extracting(JavaClass::getSimpleName)
                .contains("Station", "RemoteOffice", "StationApi", "ReaderConfiguration", "StationSite");

        readerSideKnowsNoServer().check(CODE);
    }

    /** The same rule finds the office, which keeps the ledger. */
    @Test
    void ruleFindsWhatBelongsToTheServer() {
        ArchRule rule = noClasses()
                .that()
                .haveSimpleName("LedgerOffice")
                .should()
                .transitivelyDependOnClassesThat(resideInAnyPackage(SERVER_ONLY));

        assertThat(rule.evaluate(CODE).hasViolation()).isTrue();
    }

    /** The vault of a station without workers, which is that of a worker, too. */
    @Test
    void onlyTheVaultKnowsThePins() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SecretsConfiguration")
                .and()
                .doNotHaveSimpleName("OneCardWorker")
                .and()
                .haveNameNotMatching(VAULT)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(VAULT)
                .check(CODE);
    }

    /** What a program does by the clock does not wait for the rest of it: a slow card or sweep keeps no station out or in. */
    @Test
    void everyTaskHasAThread() {
        List<String> all = CODE.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Scheduled.class))
                .map(JavaMethod::getOwner)
                .map(JavaClass::getSimpleName)
                .toList();
        assertThat(all).containsExactlyInAnyOrder("StationWorker", "Ticker", "StationPort", "RemoteOffice");

        assertThat(threads("application.yml"))
                .as("StationWorker, Ticker and StationPort")
                .isEqualTo(3);
        assertThat(threads("application-station.yml"))
                .as("StationWorker and RemoteOffice")
                .isEqualTo(2);
    }

    private static int threads(String settings) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource(settings));
        Properties properties = yaml.getObject();
        return (Integer) properties.get("spring.task.scheduling.pool.size");
    }
}
