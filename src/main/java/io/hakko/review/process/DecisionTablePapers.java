package io.hakko.review.process;

import io.hakko.review.domain.CaseFacts;
import io.hakko.review.domain.RequiredPapers;
import io.hakko.review.domain.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.springframework.stereotype.Component;

/**
 * {@link RequiredPapers} by {@code processes/review/required-documents.dmn}. Evaluated by the engine's own decision
 * engine, but beside its runtime: forms ask on every opening, also inside read-only transactions, and no history of
 * decisions shall grow from that. The table never changes while the service runs and there are few different facts, so each
 * answer is worked out once (ADR 0048).
 */
@Component
class DecisionTablePapers implements RequiredPapers {

    private static final String RESOURCE = "/processes/review/required-documents.dmn";
    private static final String KEY = "required-documents";

    /** Of the program and not of one service: the table is the same for all that run in a JVM one after the other. */
    private static final Map<CaseFacts, List<Requirement>> ANSWERS = new ConcurrentHashMap<>();

    private final DmnEngine engine;
    private final DmnDecision table;

    DecisionTablePapers() {
        engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        try (InputStream model = DecisionTablePapers.class.getResourceAsStream(RESOURCE)) {
            if (model == null) {
                throw new IllegalStateException("missing on the class path: " + RESOURCE);
            }
            table = engine.parseDecision(KEY, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Requirement> of(CaseFacts facts) {
        return ANSWERS.computeIfAbsent(facts, this::decide);
    }

    private List<Requirement> decide(CaseFacts facts) {
        Map<String, Object> inputs = Map.of(
                "requirements", facts.requirements(),
                "companyKind", facts.companyKind(),
                "agent", facts.agent(),
                "formerName", facts.formerName(),
                "romajiAddress", facts.romajiAddress(),
                "power", facts.power());
        return engine.evaluateDecisionTable(table, inputs).stream()
                .map(DecisionTablePapers::requirement)
                .toList();
    }

    private static Requirement requirement(DmnDecisionRuleResult row) {
        String accepts = row.getEntry("accepts");
        return new Requirement(
                row.getEntry("requirement"),
                List.of(accepts.split(",", -1)),
                row.getEntry("mandatory"),
                row.getEntry("rule"));
    }
}
