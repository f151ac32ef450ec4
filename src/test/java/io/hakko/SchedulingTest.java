package io.hakko;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.scheduling.annotation.Scheduled;

/** What a program does by the clock does not wait for the rest of it: a slow card or sweep keeps no station out or in. */
class SchedulingTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.hakko");

    @Test
    void everyTaskHasAThread() {
        List<String> all = CODE.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Scheduled.class))
                .map(JavaMethod::getOwner)
                .map(owner -> owner.getSimpleName())
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
