package io.hakko.application.domain;

/**
 * What the certificate of an applicant of one kind of company may say, as the service profile has it.
 *
 * @param companyName whether 商号・名称 is recorded (B-APP-08)
 * @param headOffice whether 本店住所 is recorded (B-APP-08)
 * @param romajiAddress whether the home address in romaji may be applied for
 * @param power whether 代理権 may be applied for (B-GEN-07)
 * @param formerName whether the former name may be applied for (A-OPT-03, B-APP-06)
 * @param alias whether 通称名 may be applied for (B-APP-09)
 */
public record Recording(
        boolean companyName,
        boolean headOffice,
        boolean romajiAddress,
        boolean power,
        boolean formerName,
        boolean alias) {}
