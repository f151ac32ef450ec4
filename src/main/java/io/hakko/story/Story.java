package io.hakko.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.policy.ServiceProfile;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The stories, each named by how it ends. */
enum Story {
    /** Everything is in order; the receipt comes in a week, the money a week later. */
    HAPPY("happy", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.received();
            play.paid();
        }
    },

    /** A paper is deficient; the applicant is asked to correct it and does; then as above. */
    DEFICIENT_CORRECTED("deficient-corrected", false) {
        @Override
        void play(CasePlay play) {
            play.foundDeficient();
            play.corrected();
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.received();
            play.paid();
        }

        @Override
        void adapt(ObjectNode form, ServiceProfile profile, LocalDate arrival) {
            PapersOfStory.age(form, profile, arrival);
        }
    },

    /** Nobody confirms the receipt: reminder, then revocation by the timer. */
    UNRECEIVED("unreceived", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.paid();
            play.waitedForReceiptInVain();
        }
    },

    /** The receipt arrives after its last day, before the consequence; a manager accepts it. */
    LATE_RECEIPT("late-receipt", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.receivedLateAndAccepted();
            play.pays();
        }
    },

    /** The holder doubts the content: reminder and revocation stand still until it is cleared up; then the receipt comes. */
    CONTENT_DOUBT("content-doubt", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.doubted();
            play.pays();
            play.clearedUp();
            play.received();
        }
    },

    /** The parcels come back, are sent again and are received in time. */
    RETURNED_MAIL("returned-mail", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.cameBack();
            play.sentAgain();
            play.received();
            play.pays();
        }
    },

    /** Nobody pays: reminder, a manager decides to revoke, a second person approves. */
    UNPAID("unpaid", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.received();
            play.waitedForPaymentInVain();
            play.revokedForNonPayment();
        }
    },

    /** The money comes after the last day, before a manager has decided: it counts. */
    PAID_LATE("paid-late", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.issued();
            play.dispatched();
            play.received();
            play.waitedForPaymentInVain();
            play.paidBeforeTheDecision();
        }
    },

    /** The first card breaks after its certificate was signed; another one with another certificate is used. */
    CARD_FAULT("card-fault", true) {
        @Override
        void play(CasePlay play) {
            play.reviewedAtOnce();
            play.firstCardBroke();
            play.issued();
            play.dispatched();
            play.received();
            play.paid();
        }
    },

    /** The holder loses the card in use and asks on paper for its revocation. */
    LOST_CARD("lost-card", true) {
        @Override
        void play(CasePlay play) {
            HAPPY.play(play);
            play.revokedOnPaper(RevocationCause.LOSS_BY_HOLDER);
        }
    },

    /** The company asks on paper, because what the certificate says has changed. */
    COMPANY_REQUEST("company-request", true) {
        @Override
        void play(CasePlay play) {
            HAPPY.play(play);
            play.revokedOnPaper(RevocationCause.CHANGE_BY_COMPANY);
        }
    },

    /** The key of the authority is compromised: every certificate is revoked, and nothing is issued any more. */
    CA_COMPROMISE("ca-compromise", true) {
        @Override
        void play(CasePlay play) {
            HAPPY.play(play);
            play.authorityCompromised();
        }
    },

    /** The approver rejects; the applicant is told why. */
    REJECTED("rejected", true) {
        @Override
        void play(CasePlay play) {
            play.rejected();
        }
    },

    /** Nobody corrects the deficient paper: after the deadline the application is rejected. */
    DEFICIENCY_LAPSED("deficiency-lapsed", false) {
        @Override
        void play(CasePlay play) {
            play.foundDeficient();
            play.waitedForCorrectionInVain();
        }

        @Override
        void adapt(ObjectNode form, ServiceProfile profile, LocalDate arrival) {
            PapersOfStory.age(form, profile, arrival);
        }
    };

    private final String title;
    private final boolean papersMustBeComplete;

    Story(String title, boolean papersMustBeComplete) {
        this.title = title;
        this.papersMustBeComplete = papersMustBeComplete;
    }

    /** As on the command line. */
    String title() {
        return title;
    }

    /** Whether the story cannot go on with a deficient paper. */
    boolean papersMustBeComplete() {
        return papersMustBeComplete;
    }

    abstract void play(CasePlay play);

    /** Makes the invented application fit the story. */
    void adapt(ObjectNode form, ServiceProfile profile, LocalDate arrival) {}

    static Optional<Story> of(String title) {
        return Arrays.stream(values())
                .filter(story -> story.title.equals(title))
                .findFirst();
    }

    static String titles() {
        return Arrays.stream(values()).map(Story::title).collect(Collectors.joining(", "));
    }
}
