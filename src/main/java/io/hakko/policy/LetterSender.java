package io.hakko.policy;

/**
 * Who signs the letters.
 *
 * @param company name of the operator
 * @param department 認証1課
 * @param demonstration whether the data are invented; letters then say so
 */
public record LetterSender(
        String company, String department, String postalCode, String address, String phone, boolean demonstration) {

    public LetterSender {
        Impossible.text("sender's company", company);
        Impossible.text("sender's department", department);
        Impossible.matching("sender's postal code", postalCode, "[0-9]{3}-[0-9]{4}");
        Impossible.text("sender's address", address);
        Impossible.matching("sender's phone", phone, "0[0-9]{1,4}-[0-9]{1,4}-[0-9]{4}");
    }
}
