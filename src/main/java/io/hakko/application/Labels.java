package io.hakko.application;

import io.hakko.application.domain.ApplicationStatus;
import io.hakko.application.domain.CompanyKind;
import io.hakko.application.domain.NameKind;
import java.util.Locale;
import java.util.ResourceBundle;

/** Japanese names of states and kinds, from the message bundle. */
final class Labels {

    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("messages.application", Locale.JAPANESE, Labels.class.getClassLoader());

    private Labels() {}

    static String of(ApplicationStatus status) {
        return TEXTS.getString("application.status." + status.name());
    }

    static String of(NameKind kind) {
        return TEXTS.getString("application.nameKind." + kind.name());
    }

    static String of(CompanyKind kind) {
        return TEXTS.getString("application.companyKind." + kind.name());
    }
}
