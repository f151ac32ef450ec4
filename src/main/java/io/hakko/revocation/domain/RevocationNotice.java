package io.hakko.revocation.domain;

import io.hakko.shared.RevocationRequestNumber;

/** 失効通知書: one to the holder, one to the company (A-REV-05). */
public record RevocationNotice(RevocationRequestNumber request, Receiver receiver, String letter) {

    /** Who is told. */
    public enum Receiver {
        HOLDER("利用者"),
        COMPANY("企業等");

        private final String label;

        Receiver(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
