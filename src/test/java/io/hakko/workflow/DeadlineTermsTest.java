package io.hakko.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.hakko.HakkoTest;
import io.hakko.policy.Profiles;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every kind of deadline has an owner, so that the board shows and moves it and the daily check looks for its timers. */
@HakkoTest
class DeadlineTermsTest {

    @Autowired
    List<DeadlineTerms> terms;

    @Autowired
    Profiles profiles;

    @Test
    void everyKindThatAProcessDeclaresHasOneOwner() {
        List<DeadlineKind> declared = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.hakko").stream()
                        .filter(type -> type.getSimpleName().endsWith("Process"))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .filter(field -> field.getType() == DeadlineKind.class)
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .map(DeadlineTermsTest::kindIn)
                        .toList();

        assertThat(declared).isNotEmpty();
        assertThat(terms)
                .as("each DeadlineKind needs a bean of type DeadlineTerms in its module")
                .extracting(DeadlineTerms::kind)
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void everyOwnerFindsItsStageInSomeProfile() {
        assertThat(terms)
                .allSatisfy(owner -> assertThat(profiles.all())
                        .anySatisfy(
                                profile -> assertThat(owner.endingIn(profile)).isPresent()));
    }

    private static DeadlineKind kindIn(Field field) {
        try {
            field.setAccessible(true);
            return (DeadlineKind) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
