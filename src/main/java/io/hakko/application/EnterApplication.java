package io.hakko.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What reception has typed in.
 *
 * @param form document by {@code docs/application.schema.json}
 * @param noMyNumberVisible a person has looked at every paper and no 個人番号 is visible (D-13)
 * @param companyRecord key of the company record that the clerk confirmed for a company without corporate number (D-09),
 *     or {@link CompanyRecords#NEW}; empty: the record of the same name and head office, or a new one
 */
public record EnterApplication(JsonNode form, boolean noMyNumberVisible, Optional<String> companyRecord) {

    public EnterApplication(JsonNode form, boolean noMyNumberVisible) {
        this(form, noMyNumberVisible, Optional.empty());
    }
}
