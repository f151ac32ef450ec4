package io.hakko.delivery;

import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a form, all at once. What people type freely is there where it is needed, not too long, and never holds
 * an individual number (D-13).
 */
final class InputCheck {

    static final int LONGEST = 1000;

    private final List<Violation> wrong = new ArrayList<>();

    /** The text without blanks around it; what is wrong with it is noted. */
    String text(String pointer, String typed, DeliveryRefusal missing) {
        String text = typed.strip();
        if (text.isEmpty()) {
            wrong.add(Violation.at(pointer, missing));
        } else if (text.length() > LONGEST) {
            wrong.add(Violation.at(pointer, DeliveryRefusal.TEXT_TOO_LONG, LONGEST));
        } else if (MyNumbers.isIn(text)) {
            wrong.add(Violation.at(pointer, DeliveryRefusal.MY_NUMBER));
        }
        return text;
    }

    /** Something else that is wrong on the same form. */
    void refuse(boolean broken, String pointer, DeliveryRefusal code, Object... arguments) {
        if (broken) {
            wrong.add(Violation.at(pointer, code, arguments));
        }
    }

    /**
     * All that was wrong, at once.
     *
     * @throws Refusal when something was
     */
    void check() {
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
    }

    /** A reason at {@code /reason}, which alone can be wrong. */
    static String reason(String typed) {
        InputCheck input = new InputCheck();
        String reason = input.text("/reason", typed, DeliveryRefusal.REASON_MISSING);
        input.check();
        return reason;
    }
}
