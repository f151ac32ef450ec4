package io.hakko.revocation;

import io.hakko.application.ApplicationView;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A request on paper beside the application of the certificate, as reviewer and approver see it.
 *
 * @param form Japanese name of the form
 * @param ground what the company has to state, and whether it does; empty where nothing is demanded (A-REV-02)
 * @param formerName former name as stated on the form
 * @param noticeAddress where the notice shall go; empty: as in the application
 * @param documents what was presented with the form
 * @param conditional what would be needed if seal or name differ
 * @param checklist what is checked by eye
 * @param refusals texts that say why a request is not accepted
 * @param review what the reviewer found; empty before
 */
public record PaperRequestSheet(
        RevocationRequestView request,
        ApplicationView application,
        String form,
        String channelLabel,
        LocalDate arrivedOn,
        Optional<Ground> ground,
        Optional<String> formerName,
        Optional<String> noticeAddress,
        List<DocumentLine> documents,
        List<ConditionalLine> conditional,
        List<ChecklistLine> checklist,
        List<Choice> refusals,
        Optional<ReviewLine> review) {

    /** What must be the case so that this party may ask. */
    public record Ground(String text, boolean stated) {}

    /**
     * A document.
     *
     * @param problem why it does not count, Japanese; empty when it does
     */
    public record DocumentLine(String label, LocalDate issuedOn, boolean original, Optional<String> problem) {}

    /**
     * A document that may be needed.
     *
     * @param when Japanese: what must differ
     * @param accepts Japanese names of the kinds of which one suffices
     */
    public record ConditionalLine(String when, List<String> accepts, String rule) {}

    /** An item of the checklist. */
    public record ChecklistLine(String code, String rule, String label) {}

    /** Something to choose. */
    public record Choice(String value, String label) {}

    /** What the reviewer found. */
    public record ReviewLine(
            String by, boolean sealDiffers, boolean nameDiffers, Optional<String> exemptedBy, Optional<String> note) {}

    @Override
    public String toString() {
        return "PaperRequestSheet[" + request.number() + "]";
    }
}
