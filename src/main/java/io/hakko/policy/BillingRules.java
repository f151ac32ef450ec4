package io.hakko.policy;

import io.hakko.shared.CorporateNumber;

/**
 * What an invoice says beside its amounts (適格請求書, B-FEE-05).
 *
 * @param registrationNumber 登録番号 of the issuer of qualified invoices, {@code T} and 13 digits
 * @param account where the customer transfers the amount to
 * @param transferFee who bears the fee of the transfer (A-PAY-02)
 */
public record BillingRules(String registrationNumber, BankAccount account, FeeBearer transferFee) {

    /** Who bears the fee of a transfer. */
    public enum FeeBearer {
        /** お客様. */
        CUSTOMER,
        /** 当社. */
        OPERATOR
    }

    /** A bank account (振込先). */
    public record BankAccount(String bank, String branch, Kind kind, String number, String holder) {

        /** 預金種目. */
        public enum Kind {
            ORDINARY("普通"),
            CURRENT("当座");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            /** Japanese name. */
            public String label() {
                return label;
            }
        }

        public BankAccount {
            Impossible.text("name of the bank", bank);
            Impossible.text("name of the branch", branch);
            Impossible.matching("account number", number, "[0-9]{7}");
            Impossible.text("holder of the account", holder);
        }
    }

    public BillingRules {
        Impossible.matching("registration number of the issuer", registrationNumber, "T[0-9]{13}");
        Impossible.unless(
                CorporateNumber.isValid(registrationNumber.substring(1)),
                "registration number of the issuer is '%s', its check digit is wrong",
                registrationNumber);
    }
}
