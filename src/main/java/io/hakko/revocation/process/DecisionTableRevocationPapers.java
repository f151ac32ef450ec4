package io.hakko.revocation.process;

import io.hakko.revocation.domain.RequestFacts;
import io.hakko.revocation.domain.RevocationPapers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.springframework.stereotype.Component;

/**
 * {@link RevocationPapers} by {@code processes/revocation/revocation-documents.dmn}, evaluated beside the engine's runtime
 * as required papers are.
 */
@Component
class DecisionTableRevocationPapers implements RevocationPapers {

    private static final String RESOURCE = "/processes/revocation/revocation-documents.dmn";
    private static final String KEY = "revocation-documents";

    private final DmnEngine engine;
    private final DmnDecision table;

    DecisionTableRevocationPapers() {
        engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        try (InputStream model = DecisionTableRevocationPapers.class.getResourceAsStream(RESOURCE)) {
            if (model == null) {
                throw new IllegalStateException("missing on the class path: " + RESOURCE);
            }
            table = engine.parseDecision(KEY, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Requirement> of(RequestFacts facts) {
        Map<String, Object> inputs = Map.of(
                "requirements", facts.requirements(),
                "requester", facts.requester(),
                "companyKind", facts.companyKind(),
                "sealDiffers", facts.sealDiffers(),
                "nameDiffers", facts.nameDiffers());
        return engine.evaluateDecisionTable(table, inputs).stream()
                .map(DecisionTableRevocationPapers::requirement)
                .toList();
    }

    private static Requirement requirement(DmnDecisionRuleResult row) {
        String accepts = row.getEntry("accepts");
        return new Requirement(row.getEntry("requirement"), List.of(accepts.split(",", -1)), row.getEntry("rule"));
    }
}
