package io.hakko.shared;

import java.util.regex.Pattern;

/** 請求書番号, {@code IV-2026-000001}. Business key of {@code payment-collection}. */
public record InvoiceNumber(String value) {

    private static final Pattern FORM = Pattern.compile("IV-[0-9]{4}-[0-9]{6}");

    public InvoiceNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an invoice number: " + value);
        }
    }

    public static InvoiceNumber of(String value) {
        return new InvoiceNumber(value);
    }

    public static InvoiceNumber of(int year, long sequence) {
        return new InvoiceNumber("IV-%04d-%06d".formatted(year, sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
