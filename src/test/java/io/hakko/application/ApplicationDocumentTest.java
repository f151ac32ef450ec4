package io.hakko.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.domain.ApplicationForm;
import io.hakko.application.domain.ApplicationRefusal;
import io.hakko.application.domain.ApplicationRules;
import io.hakko.policy.InventedProfiles;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Violation;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an application document is refused, and where. */
class ApplicationDocumentTest {

    private static final LocalDate ARRIVED = LocalDate.of(2026, 11, 24);
    private static final FormSchema SCHEMA = new FormSchema();
    private static final ServiceProfile PROFILE = new Profiles().current("aosign-g2", ARRIVED);
    private static final ServiceProfile DIACERT = new Profiles().current("diacert-plus", ARRIVED);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aosign-corporation",
                "aosign-agent",
                "aosign-sole-proprietor",
                "aosign-registered-proprietor",
                "aosign-former-name",
                "aosign-deficient"
            })
    void acceptsEveryExample(String name) {
        assertThat(check(Examples.read(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"diacert-corporation", "diacert-sole-proprietor", "diacert-alias", "diacert-agent"})
    void acceptsEveryExampleOfTheOtherService(String name) {
        assertThat(check(Examples.read(name), DIACERT)).isEmpty();
    }

    /** B-GEN-07, AMB-22: what one service forbids an unregistered sole proprietor, the other allows. */
    @Test
    void forbidsThePowerOfRepresentationByProfile() {
        ObjectNode form = Examples.read("diacert-sole-proprietor");
        at(form, "/order").put("powerOfRepresentation", "入札に関する一切の件");
        ObjectNode other = Examples.soleProprietor();
        at(other, "/order").put("powerOfRepresentation", "入札に関する一切の件");

        assertThat(check(form, DIACERT))
                .containsExactly(Violation.at("/order/powerOfRepresentation", ApplicationRefusal.POWER_NOT_RECORDED));
        assertThat(check(other)).isEmpty();
    }

    /** B-APP-08: what is not recorded may be written in any characters. */
    @Test
    void looksAtTheCharactersOnlyOfWhatIsRecorded() {
        ObjectNode form = Examples.read("diacert-sole-proprietor");
        at(form, "/company").put("name", "㈱髙輪");
        at(form, "/company/headOffice").put("text", "岐阜県岐阜市Ⅱ番町");
        ObjectNode corporation = Examples.read("diacert-corporation");
        at(corporation, "/company").put("name", "㈱髙輪");

        assertThat(check(form, DIACERT)).isEmpty();
        assertThat(check(corporation, DIACERT))
                .containsExactly(Violation.at("/company/name", ApplicationRefusal.CHARACTER_NOT_RECORDABLE, "㈱"));
    }

    /** B-APP-09: an alias stands with the real name beside it, and only where the service records one. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "ALIAS, null, /applicant/realName, REAL_NAME_NEEDED",
                "ALIAS, 青木 リナ, /applicant/realName, REAL_NAME_NEEDED",
                "REAL, REYES LINA, /applicant/realName, REAL_NAME_WITHOUT_ALIAS",
                "null, REYES LINA, /applicant/realName, REAL_NAME_WITHOUT_ALIAS",
                "NICKNAME, null, /applicant/nameKind, NOT_IN_LIST"
            })
    void keepsTheRealNameBesideAnAlias(
            @Nullable String kind, @Nullable String realName, String pointer, ApplicationRefusal expected) {
        ObjectNode form = Examples.read("diacert-alias");
        at(form, "/applicant").remove(List.of("nameKind", "realName"));
        if (kind != null) {
            at(form, "/applicant").put("nameKind", kind);
        }
        if (realName != null) {
            at(form, "/applicant").put("realName", realName);
        }

        assertThat(check(form, DIACERT)).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo(pointer);
            assertThat(violation.code()).isEqualTo(expected);
        });
    }

    @Test
    void recordsAnAliasOnlyWhereTheServiceDoes() {
        ObjectNode form = Examples.corporation();
        at(form, "/applicant").put("nameKind", "ALIAS").put("realName", "REYES LINA MARIA");

        assertThat(check(form))
                .containsExactly(Violation.at("/applicant/nameKind", ApplicationRefusal.ALIAS_NOT_RECORDED));
    }

    @Test
    void recordsNoFormerNameBesideAnAlias() {
        ObjectNode form = Examples.read("diacert-alias");
        at(form, "/applicant").put("formerName", "青木 理奈");

        assertThat(check(form, DIACERT))
                .containsExactly(Violation.at("/applicant/formerName", ApplicationRefusal.FORMER_NAME_WITH_ALIAS));
    }

    /** What a service does not record at all cannot be applied for. */
    @Test
    void refusesWhatTheServiceDoesNotRecord() {
        ServiceProfile tsubaki = InventedProfiles.tsubaki().current("tsubaki-sign", ARRIVED);
        ObjectNode form = Examples.read("diacert-agent");
        at(form, "/applicant").put("romajiAddress", "1-2-3 Reiji-cho, Kita-ku, Osaka");
        at(form, "/order").put("product", "18m").put("powerOfRepresentation", "入札に関する一切の件");
        at(form, "/consent").put("termsVersion", "tsubaki-1");

        assertThat(check(form, tsubaki))
                .containsExactly(
                        Violation.at("/applicant/formerName", ApplicationRefusal.FORMER_NAME_NOT_RECORDED),
                        Violation.at("/applicant/romajiAddress", ApplicationRefusal.ROMAJI_ADDRESS_NOT_RECORDED),
                        Violation.at("/order/powerOfRepresentation", ApplicationRefusal.POWER_NOT_RECORDED));
    }

    @Test
    void refusesWhatIsNoObject() {
        JsonNode list = new ObjectMapper().createArrayNode();

        assertThat(SCHEMA.check(list)).containsExactly(Violation.at("", ApplicationRefusal.NOT_AN_OBJECT));
    }

    @Test
    void namesEveryMissingField() {
        ObjectNode form = Examples.corporation();
        form.remove("consent");
        at(form, "/applicant").remove("birthDate");
        at(form, "/company/headOffice").remove("postalCode");

        assertThat(check(form))
                .contains(
                        Violation.at("/consent", ApplicationRefusal.REQUIRED),
                        Violation.at("/applicant/birthDate", ApplicationRefusal.REQUIRED),
                        Violation.at("/company/headOffice/postalCode", ApplicationRefusal.REQUIRED))
                .hasSize(3);
    }

    /** A-CHK-02: the clerk who leaves the romaji empty is told the spelling by rule. */
    @Test
    void suggestsTheRomajiThatIsMissing() {
        ObjectNode form = Examples.corporation();
        at(form, "/applicant/romajiName").remove("family");

        assertThat(check(form))
                .containsExactly(
                        Violation.at("/applicant/romajiName/family", ApplicationRefusal.ROMAJI_REQUIRED, "Sato"));
    }

    @ParameterizedTest
    @CsvSource({
        "/applicant,nameKana,さとう はなこ,FORM_OF_KANA",
        "/applicant,nameKana,サトウハナコ,FORM_OF_KANA",
        "/applicant,birthDate,1984-02-30,FORM_OF_DATE",
        "/applicant,birthDate,1984/02/03,FORM_OF_DATE",
        "/applicant/romajiName,family,sato,FORM_OF_ROMAJI",
        "/applicant/address,postalCode,5300001,FORM_OF_POSTAL_CODE",
        "/applicant/contacts,phone,06-ABC,FORM_OF_PHONE",
        "/applicant/contacts,email,hanako,FORM_OF_EMAIL",
        "/applicant,romajiAddress,大阪,FORM_OF_ROMAJI_ADDRESS",
        "/company,corporateNumber,123,FORM_OF_CORPORATE_NUMBER",
        "/company,corporateNumber,7123456789013,CORPORATE_NUMBER_CHECK_DIGIT",
        "/company,name,' 株式会社',FORM_OF_TEXT",
        "/company,kind,NPO,NOT_IN_LIST",
        "/order,product,3年,FORM_OF_CODE",
        "/order,product,9y,UNKNOWN_PRODUCT",
        "/papers/0,kind,DRIVING_LICENCE,UNKNOWN_PAPER",
        "/papers/0,issuedOn,2026-11-25,PAPER_AFTER_ARRIVAL",
        "/papers/0,form,FAX,NOT_IN_LIST",
        "/applicant,birthDate,2012-01-01,AGE_IMPLAUSIBLE",
        "/applicant,birthDate,1890-01-01,AGE_IMPLAUSIBLE",
        "/applicant/address,text,1 Main Street,ADDRESS_NOT_DOMESTIC",
        "/applicant,name,髙橋 花子,CHARACTER_NOT_RECORDABLE",
        "/company,name,㈱例示,CHARACTER_NOT_RECORDABLE",
        "/consent,termsVersion,1999,UNKNOWN_TERMS",
        "/consent,agreedOn,2026-12-01,CONSENT_AFTER_ARRIVAL"
    })
    void refusesWhatCannotBe(String parent, String field, String value, ApplicationRefusal expected) {
        ObjectNode form = Examples.corporation();
        at(form, parent).put(field, value);

        assertThat(check(form)).singleElement().satisfies(violation -> {
            assertThat(violation.code()).isEqualTo(expected);
            assertThat(violation.pointer()).isEqualTo(parent + "/" + field);
        });
    }

    @Test
    void refusesUnknownFieldsAndWrongTypes() {
        ObjectNode form = Examples.corporation();
        form.put("colour", "blue");
        at(form, "/order").put("cardsOrderedTogether", "two");

        assertThat(check(form))
                .contains(
                        Violation.at("/colour", ApplicationRefusal.UNKNOWN_PROPERTY, "colour"),
                        Violation.at("/order/cardsOrderedTogether", ApplicationRefusal.WRONG_TYPE, "integer"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0,TOO_SMALL,1", "100,TOO_LARGE,99"})
    void ordersOneToNinetyNineCards(int cards, ApplicationRefusal expected, String limit) {
        ObjectNode form = Examples.corporation();
        at(form, "/order").put("cardsOrderedTogether", cards);

        assertThat(check(form)).containsExactly(Violation.at("/order/cardsOrderedTogether", expected, limit));
    }

    /** D-13; 123456789018 has the right check digit of an individual number. */
    @ParameterizedTest
    @ValueSource(strings = {"番号は123456789018です", "1234-5678-9018", "１２３４５６７８９０１８", "1234 5678 9018"})
    void refusesAnIndividualNumberAnywhereWithoutRepeatingIt(String text) {
        ObjectNode form = Examples.corporation();
        ((ObjectNode) form.at("/papers/1")).put("note", text);

        assertThat(check(form)).containsExactly(Violation.at("/papers/1/note", ApplicationRefusal.MY_NUMBER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012", "1123456789018", "06-1234-5678", "2026-11-24 2026-11-25"})
    void acceptsOtherNumbers(String text) {
        ObjectNode form = Examples.corporation();
        ((ObjectNode) form.at("/papers/1")).put("note", text);

        assertThat(check(form)).isEmpty();
    }

    @Test
    void givesSoleProprietorsNoCorporateNumber() {
        ObjectNode form = Examples.soleProprietor();
        at(form, "/company").put("corporateNumber", "7123456789012");

        assertThat(check(form))
                .containsExactly(Violation.at(
                        "/company/corporateNumber", ApplicationRefusal.CORPORATE_NUMBER_OF_SOLE_PROPRIETOR));
    }

    @Test
    void acceptsADifferentSpellingOfTheName() {
        ObjectNode form = Examples.corporation();
        at(form, "/applicant/romajiName").put("family", "Satoh");

        assertThat(check(form)).isEmpty();
    }

    @Test
    void recordsTheSignsOfWindowsKeyboardsAsJisHasThem() {
        ObjectNode form = Examples.corporation();
        at(form, "/company").put("name", "例示～建設");

        assertThat(FormReader.read(form).company().name()).isEqualTo("例示〜建設");
        assertThat(check(form)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasItsTextInBothLanguages(ApplicationRefusal refusal) {
        for (String language : List.of("ja", "en")) {
            ResourceBundle texts = ResourceBundle.getBundle(
                    "messages.application",
                    Locale.forLanguageTag(language),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            assertThat(texts.containsKey(refusal.key())).as(refusal.key()).isTrue();
        }
    }

    private static List<Violation> check(JsonNode document) {
        return check(document, PROFILE);
    }

    private static List<Violation> check(JsonNode document, ServiceProfile profile) {
        List<Violation> shape = SCHEMA.check(document);
        if (!shape.isEmpty()) {
            return shape;
        }
        ApplicationForm form = FormReader.read(document);
        return ApplicationRules.check(
                form, ApplicationService.ruleData(profile, form.company().kind(), ARRIVED));
    }

    private static ObjectNode at(ObjectNode form, String pointer) {
        return (ObjectNode) form.at(pointer);
    }
}
