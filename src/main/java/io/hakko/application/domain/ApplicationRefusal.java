package io.hakko.application.domain;

import io.hakko.shared.RefusalCode;

/** Why an application, an arrival, a withdrawal or a closing is refused. */
public enum ApplicationRefusal implements RefusalCode {
    // The document does not follow docs/application.schema.json.
    NOT_AN_OBJECT("notAnObject"),
    REQUIRED("required"),
    ROMAJI_REQUIRED("romajiRequired"),
    UNKNOWN_PROPERTY("unknownProperty"),
    WRONG_TYPE("wrongType"),
    NOT_IN_LIST("notInList"),
    TOO_LONG("tooLong"),
    TOO_SMALL("tooSmall"),
    TOO_LARGE("tooLarge"),
    TOO_MANY("tooMany"),
    FORM_OF_TEXT("formOfText"),
    FORM_OF_KANA("formOfKana"),
    FORM_OF_ROMAJI("formOfRomaji"),
    FORM_OF_ROMAJI_ADDRESS("formOfRomajiAddress"),
    FORM_OF_POSTAL_CODE("formOfPostalCode"),
    FORM_OF_CORPORATE_NUMBER("formOfCorporateNumber"),
    FORM_OF_PHONE("formOfPhone"),
    FORM_OF_EMAIL("formOfEmail"),
    FORM_OF_CODE("formOfCode"),
    FORM_OF_DATE("formOfDate"),
    NOT_ALLOWED("notAllowed"),
    // It follows the schema, but cannot be true.
    MY_NUMBER("myNumber"),
    CORPORATE_NUMBER_CHECK_DIGIT("corporateNumberCheckDigit"),
    CORPORATE_NUMBER_OF_SOLE_PROPRIETOR("corporateNumberOfSoleProprietor"),
    CHARACTER_NOT_RECORDABLE("characterNotRecordable"),
    ALIAS_NOT_RECORDED("aliasNotRecorded"),
    REAL_NAME_NEEDED("realNameNeeded"),
    REAL_NAME_WITHOUT_ALIAS("realNameWithoutAlias"),
    FORMER_NAME_NOT_RECORDED("formerNameNotRecorded"),
    FORMER_NAME_WITH_ALIAS("formerNameWithAlias"),
    ROMAJI_ADDRESS_NOT_RECORDED("romajiAddressNotRecorded"),
    POWER_NOT_RECORDED("powerNotRecorded"),
    UNKNOWN_PRODUCT("unknownProduct"),
    UNKNOWN_PAPER("unknownPaper"),
    PAPER_AFTER_ARRIVAL("paperAfterArrival"),
    ADDRESS_NOT_DOMESTIC("addressNotDomestic"),
    AGE_IMPLAUSIBLE("ageImplausible"),
    AGENT_IS_APPLICANT("agentIsApplicant"),
    UNKNOWN_TERMS("unknownTerms"),
    CONSENT_AFTER_ARRIVAL("consentAfterArrival"),
    CHANNEL_DIFFERS("channelDiffers"),
    // Reception.
    MY_NUMBER_NOT_EXCLUDED("myNumberNotExcluded"),
    UNKNOWN_COMPANY_RECORD("unknownCompanyRecord"),
    CONFIRM_COMPANY_RECORD("confirmCompanyRecord"),
    NOT_ALLOWED_TO_REGISTER("notAllowedToRegister", Kind.FORBIDDEN),
    NOT_ALLOWED_TO_WITHDRAW("notAllowedToWithdraw", Kind.FORBIDDEN),
    ARRIVAL_IN_FUTURE("arrivalInFuture"),
    CHANNEL_NOT_ACCEPTED("channelNotAccepted"),
    UNKNOWN_APPLICATION("unknownApplication", Kind.NOT_FOUND),
    NOT_ENTERED("notEntered", Kind.CONFLICT),
    STATUS_CONFLICT("statusConflict", Kind.CONFLICT),
    ALREADY_DECIDED("alreadyDecided", Kind.CONFLICT),
    DAY_NOT_BEGUN("dayNotBegun", Kind.CONFLICT);

    private final String key;
    private final Kind kind;

    ApplicationRefusal(String name) {
        this(name, Kind.INVALID);
    }

    ApplicationRefusal(String name, Kind kind) {
        this.key = "application." + name;
        this.kind = kind;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
