package io.hakko.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be is refused when the service starts, with the place and the reason. */
class ImpossibleProfileTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ref/id | AO SIGN | not a profile id",
                "/ref/effectiveFrom | 2026-02-30 | effectiveFrom",
                "/displayName | '\" \"' | displayName is empty",
                "/cardNumberPrefix | '\"110\"' | cardNumberPrefix",
                "/applicationNumberPrefix | ao | applicationNumberPrefix",
                "/closures/to | '\"--02-20\"' | more than a month",
                "/windowHours/close | '\"08:00\"' | the window opens at",
                "/sender/postalCode | 1000000 | postal code",
                "/sender/phone | unknown | phone",
                "/products | '[]' | products is empty",
                "/products/1/code | 1y30d | twice",
                "/products/0/code | 1 Jahr | product code",
                "/products/0/validity/period | P0D | impossible",
                "/products/0/validity/period | P-1Y | impossible",
                "/products/0/validity/period | P5Y | longer than 5 years",
                "/products/0/validity/period | P4Y365D | longer than 5 years",
                "/products/4/validity/ends | SAME_DAY | longer than 5 years",
                "/products/4/validity/ends | END_OF_MONTH | longer than 5 years",
                "/products/4/validity/ends | SOMETIME | SOMETIME",
                "/fees/perCard/5y | '[]' | prices of 5y is empty",
                "/fees/perCard/5y | '[66000, 66001]' | higher than that of fewer cards",
                "/fees/perCard/5y | '[0]' | nothing",
                "/fees/perCard/5y | '[-1]' | negative",
                "/fees/perCard/5y | '[\"66000\"]' | whole number of yen",
                "/fees/perCard/5y | '[66000.5]' | whole number of yen",
                "/fees/perCard/6y | '[70000]' | the price table",
                "/fees/tax/rates | '[]' | tax rates is empty",
                "/fees/tax/rates/0/percent | 101 | tax rate",
                "/fees/tax/rates | '[{percent: 10, from: 2019-10-01}, {percent: 8, from: 2014-04-01}]' | order",
                "/fees/refund/cutOff | 0 | multiples of nothing",
                "/fees/refund/totalMonths/5y | 61 | months of 5y",
                "/fees/refund/totalMonths/6y | 60 | the refund rule",
                "/billing/registrationNumber | T123 | registration number",
                "/billing/registrationNumber | T3700000000002 | check digit",
                "/billing/account/number | '\"12345678\"' | account number",
                "/billing/account/kind | SAVINGS | SAVINGS",
                "/billing/account/bank | '\"\"' | name of the bank",
                "/billing/transferFee | NOBODY | NOBODY",
                "/pin/digits | 9 | digits of the PIN",
                "/pin/digits | 5 | digits of the PIN",
                "/pin/tries | 16 | tries of the PIN",
                "/pin/tries | 0 | tries of the PIN",
                "/pin/unblocking/digits | 7 | unblocking value",
                "/pin/unblocking/tries | 16 | unblocking value",
                "/documents/maxAgeMonths | 0 | age of papers",
                "/documents/kinds/1/code | APPLICATION_FORM | twice",
                "/documents/requirements | Any papers | requirements of papers",
                "/documents/usual/0 | PASSPORT | is no kind of paper",
                "/documents/usual/0 | RESIDENCE_RECORD | twice",
                "/documents/kinds/1/code | residence | kind of paper",
                "/documents/kinds/1/rule | somewhere | rule of",
                "/review/issueBusinessDays | 0 | business days to issue",
                "/review/checklist | '[]' | checklist is empty",
                "/review/checklist/0/when | NEVER | NEVER",
                "/review/deficiencies/0/code | ANOTHER | deficiency texts lack PAPER_MISSING",
                "/review/rejections/0/code | ANOTHER | rejection texts lack NOT_CORRECTED",
                "/review/deficiencies/0/text | '\"\"' | text of",
                "/deficiency/stage/due | issue+20 | not known then",
                "/deficiency/stage/then | revoke | cannot end with",
                "/deficiency/stage/then | remind | final consequence",
                "/receiptTerm | issue+29 | is the number of days of no receipt stage",
                "/receiptTerm | dispatch+30 | is the number of days of no receipt stage",
                "/receiptTerm | end-of-next-month(issue) | is the number of days of no receipt stage",
                "/receiptStages | '[]' | no stage",
                "/receiptStages | '[{due: issue+10, roll: none, execute: next-business-day 16:00, then: remind},"
                        + " {due: issue+20, roll: none, execute: next-business-day 16:00, then: remind},"
                        + " {due: issue+30, roll: none, execute: next-business-day 16:00, then: revoke}]'"
                        + " | at most one reminder",
                "/receiptStages/1/then | reject | cannot end with",
                "/receiptStages/1/then | remind | final consequence",
                "/receiptStages/0/then | revoke | final consequence",
                "/receiptStages/0/due | reminder+10 | not known then",
                "/receiptStages/0/due | issue+30 | does not come after",
                "/receiptStages/0/due | issue+31 | does not come after",
                "/receiptStages/1/due | invoice+30 | not known then",
                "/receiptStages/1/due | issue+0 | days after issue",
                "/receiptStages/1/due | issue+367 | days after issue",
                "/receiptStages/1/due | birthday+30 | unknown day",
                "/receiptStages/1/due | issue-30 | no rule for a deadline",
                "/receiptStages/1/due | '\"latest-of[issue+30]\"' | at least two",
                "/receiptStages/1/due | '\"latest-of[issue+30, ]\"' | no rule for a deadline",
                "/receiptStages/1/roll | previous-business-day | next-business-day or none",
                "/receiptStages/1/execute | at once | no time of execution",
                "/receiptStages/1/execute | next-business-day 25:00 | 25:00",
                "/paymentStages/1/then | reject | cannot end with",
                "/paymentStages/1/due | end-of-next-month(dispatch) | not known then",
                "/delivery/self/0/contents | '[CARD]' | PIN_LETTER 0 times",
                "/delivery/self/0/contents | '[CARD, CARD, PIN_LETTER]' | twice",
                "/delivery/self/0/to | AGENT | goes to the holder",
                "/delivery/agent/1/to | AGENT | never goes to the agent",
                "/delivery/self/0/contents | '[CARD, PIN_LETTER]' | ISSUE_NOTICE 0 times",
                "/delivery/self/0/mail | SIMPLE_REGISTERED | a card does not leave by",
                "/delivery/agent | '[{to: AGENT, mail: RESTRICTED_BASIC, contents: [CARD, ISSUE_NOTICE]},"
                        + " {to: HOLDER, mail: SIMPLE_REGISTERED, contents: [PIN_LETTER]}]'"
                        + " | the issue notice never goes to the agent",
                "/delivery/storageDays | 0 | days a parcel is kept",
                "/delivery/doubtDays | 0 | days for doubts about the content",
                "/revocation/noticeTo | '[]' | receivers of the revocation notice is empty",
                "/revocation/automatic/receiptOverdue | A-S1 | not among the operator's reasons",
                "/revocation/automatic/cardSpoiled | A-O9 | not among the operator's reasons",
                "/revocation/automatic/misIssue | A-S1 | not among the operator's reasons",
                "/revocation/automatic/caCompromise | A-S3 | not among the operator's reasons",
                "/revocation/onPaper/requirements | AO SIGN | requirements of revocations",
                "/revocation/onPaper/requesters | '[]' | requesters of revocations is empty",
                "/revocation/onPaper/requesters/1/by | SUBSCRIBER | twice",
                "/revocation/onPaper/requesters/1/by | OPERATOR | the operator asks nobody",
                "/revocation/onPaper/requesters/0/form | '\"\"' | form of a revocation",
                "/revocation/onPaper/requesters/0/ground | '\"\"' | ground of a revocation",
                "/revocation/onPaper/requesters/0/checklist | '[]' | checklist of a revocation",
                "/revocation/onPaper/refusals | '[]' | refusals of revocations is empty",
                "/revocation/onPaper/originals | '{due: fax+14, roll: none, execute: next-business-day 16:00, then: alarm}' | by FAX",
                "/revocation/onPaper/originals | '{due: issue+14, roll: none, execute: next-business-day 16:00, then: alarm}' | not known then",
                "/revocation/onPaper/originals | '{due: fax+14, roll: none, execute: next-business-day 16:00, then: revoke}' | cannot end with",
                "/channels/revocation | '[POST, FAX]' | by FAX",
                "/receiptStages/1/then | alarm | cannot end with",
                "/revocation/reasons/1/code | A-S1 | twice",
                "/revocation/reasons/0/crlReason | 6 | CRL reason of A-S1",
                "/revocation/reasons/0/crlReason | 0 | CRL reason of A-S1",
                "/revocation/reasons/0/code | loss | reason of revocation",
                "/revocation/reasons/0/code | A-S1bc | reason of revocation",
                "/crl/intervalHours | 25 | hours between CRLs",
                "/crl/intervalHours | 0 | hours between CRLs",
                "/crl/nextUpdateHours | 35 | nextUpdate",
                "/certificate/subjectKeyBits | 1024 | no RSA key",
                "/certificate/caKeyBits | 2048 | no RSA key",
                "/certificate/signatureAlgorithm | SHA1withRSA | no signatures with",
                "/certificate/caValidityYears | 5 | validity of the CA",
                "/certificate/issuerDn | CN=CA,C=DE | not in Japan",
                "/certificate/issuerDn | nobody | nobody",
                "/certificate/policyOid | 3.1 | policy OID",
                "/certificate/cpsUri | 'mailto:ca@example.jp' | not on the web",
                "/certificate/crlHttp | 'http://elsewhere/crl' | HTTP address",
                "/certificate/crlLdap | 'ldap://elsewhere' | LDAP address",
                "/certificate/crlHttp | '\"{base}/{profile}/a b.crl\"' | no addresses of a CRL",
                "/certificate/crlLdap | 'ldap://{host}/{issuer}?a b' | no addresses of a CRL",
                "/certificate/cpsUri | 'https://a b' | cpsUri",
                "/certificate/caIssuers | '[\"http://elsewhere/{profile}/ca.crt\"]' | does not stand under {base}",
                "/certificate/caIssuers | '[\"{base}/{profile}/c a.crt\"]' | does not stand under {base}",
                "/certificate/keyUsage | '[]' | keyUsage is empty",
                "/certificate/keyUsage | '[KEY_CERT_SIGN]' | not for KEY_CERT_SIGN",
                "/certificate/keyUsage | '[NON_REPUDIATION, KEY_ENCIPHERMENT]' | not for KEY_ENCIPHERMENT",
                "/certificate/keyUsage | '[SIGN_ANYTHING]' | SIGN_ANYTHING",
                "/certificate/keyUsage | '[NON_REPUDIATION, NON_REPUDIATION]' | twice",
                "/certificate/subject | '[]' | subject is empty",
                "/certificate/subject/0 | 'DC=jp' | DC is no attribute of a name",
                "/certificate/subject/0 | 'C' | no part of a name",
                "/certificate/subject/0 | 'C=Japan' | country of a name",
                "/certificate/subject/0 | 'C={ROMAJI_NAME}' | country of a name",
                "/certificate/subject/0 | 'OU=Cards' | does not say the country",
                "/certificate/subject/1 | 'CN={ROMAJI_ADDRESS}' | twice",
                "/certificate/subject/1 | 'STREET={BIRTHDAY}' | BIRTHDAY is no item of a certificate",
                "/certificate/subject/1 | 'STREET={NAME}' | NAME belongs in alternativeName",
                "/certificate/subject/1 | 'OU={ROMAJI_NAME}' | twice",
                "/certificate/subject/1 | 'OU=Section {ROMAJI_NAME}' | one item in braces",
                "/certificate/subject/1 | 'OU=第一課' | is no PrintableString",
                "/certificate/subject/1 | 'OU=Section*1' | is no PrintableString",
                "/certificate/subject/1 | 'O=12345678901234567890123456789012345678901234567890123456789012345' | holds 64",
                "/certificate/subject/1 | 'OU=Cards' | ROMAJI_ADDRESS is recorded but has no place",
                "/certificate/subject/3 | 'OU=Cards' | two people of one name",
                "/certificate/alternativeName | '[]' | alternativeName is empty",
                "/certificate/alternativeName/1 | 'L=﨑' | outside JIS X 0208",
                "/certificate/alternativeName/0 | 'OU=Cards' | does not say the country",
                "/certificate/alternativeName/1 | 'L=東京都' | HEAD_OFFICE is recorded but has no place",
                "/certificate/onRequest | '[ROMAJI_ADDRESS, POWER_OF_REPRESENTATION]' | CORPORATE_NUMBER has a place but",
                "/certificate/onRequest | '[NAME]' | always and on request",
                "/certificate/names | '[FORMER]' | everybody's real name",
                "/certificate/names | '[REAL, REAL]' | twice",
                "/certificate/variants/0/when | AGENT | a kind of company",
                "/certificate/variants/0/warns | '[]' | says nothing",
                "/certificate/variants/0/warns | '[COMPANY_NAME]' | nobody applies for COMPANY_NAME",
                "/certificate/variants/0/forbids | '[POWER_OF_REPRESENTATION]' | nothing is left to warn of",
                "/certificate/variants/0/forbids | '[CORPORATE_NUMBER]' | it cannot be forbidden",
                "/certificate/variants/0/leavesOut | '[NAME]' | cannot leave out NAME",
                "/certificate/variants/0/leavesOut | '[ROMAJI_ADDRESS]' | not left out silently",
                "/certificate/variants/0/leavesOut | '[HEAD_OFFICE, HEAD_OFFICE]' | twice",
                "/consent/notices | '[]' | notices is empty",
                "/channels/application | '[]' | channels of applications is empty",
                "/renewalNoticeMonths | 0 | renewalNoticeMonths",
                "/retention/yearsAfterExpiry | 9 | years after expiry"
            })
    void refusesImpossibleValues(String pointer, String value, String reason) {
        assertThatThrownBy(() -> InventedProfiles.with(InventedProfiles.AOSIGN, pointer, value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("profile test")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/certificate/always | '[ROMAJI_NAME, COMPANY_NAME, HEAD_OFFICE]' | NAME has a place but is never recorded",
                "/certificate/always | '[NAME, ROMAJI_NAME]' | COMPANY_NAME is never recorded",
                "/certificate/onRequest | '[CORPORATE_NUMBER]' | POWER_OF_REPRESENTATION is not recorded on request",
                "/certificate/variants/0/forbids | '[HEAD_OFFICE]' | it cannot be forbidden",
                "/certificate/variants | '[{when: CORPORATION, leavesOut: [HEAD_OFFICE], forbids: [], warns: []},"
                        + " {when: CORPORATION, leavesOut: [COMPANY_NAME], forbids: [], warns: []}]' | twice",
                "/paymentStages | '[{due: invoice+10, roll: none, execute: next-business-day 16:00, then: remind},"
                        + " {due: invoice+20, roll: none, execute: next-business-day 16:00, then: remind},"
                        + " {due: invoice+30, roll: none, execute: next-business-day 16:00, then: decide}]'"
                        + " | at most one reminder"
            })
    void refusesImpossibleVariantsAndStages(String pointer, String value, String reason) {
        assertThatThrownBy(() -> InventedProfiles.with(InventedProfiles.DIACERT, pointer, value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {InventedProfiles.AOSIGN, InventedProfiles.DIACERT, InventedProfiles.TSUBAKI})
    void demandsEveryKeyAndRefusesUnknownOnes(String resource) {
        List<String> objects = objects("", InventedProfiles.tree(resource), new ArrayList<>());
        assertThat(objects).hasSizeGreaterThan(40);
        for (String pointer : objects) {
            keys(InventedProfiles.tree(resource).at(pointer))
                    .filter(key -> !key.equals("keyGeneration"))
                    .forEach(key -> assertThatThrownBy(() -> InventedProfiles.changed(
                                    resource, tree -> ((ObjectNode) tree.at(pointer)).remove(key)))
                            .as("without %s/%s", pointer, key)
                            .isInstanceOf(IllegalStateException.class));
            assertThatThrownBy(() ->
                            InventedProfiles.changed(resource, tree -> ((ObjectNode) tree.at(pointer)).put("typo", 1)))
                    .as("with a typo in %s", pointer)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ref: {id: a-b, effectiveFrom: 2026-01-01}\nref: {id: a-b, effectiveFrom: 2026-01-01}",
                "[1, 2]",
                "key: : value"
            })
    void refusesWhatIsNoProfile(String yaml) {
        assertThatThrownBy(() -> new ProfileReader()
                        .read("broken", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("profile broken");
    }

    /** What was written before there was the key goes on meaning the same. */
    @ParameterizedTest
    @ValueSource(strings = {InventedProfiles.AOSIGN, InventedProfiles.DIACERT, InventedProfiles.TSUBAKI})
    void makesKeysOnTheCardWhereNothingElseIsSaid(String resource) {
        ServiceProfile silent = InventedProfiles.changed(resource, tree -> tree.remove("keyGeneration"));

        assertThat(silent.keyGeneration()).isEqualTo(KeyGeneration.ON_CARD);
        assertThat(silent).isEqualTo(InventedProfiles.read(resource));
        assertThat(InventedProfiles.with(resource, "/keyGeneration", "IMPORT").keyGeneration())
                .isEqualTo(KeyGeneration.IMPORT);
        assertThatThrownBy(() -> InventedProfiles.with(resource, "/keyGeneration", "null"))
                .as("a key without a value")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("keyGeneration");
    }

    private static Stream<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }

    private static List<String> objects(String pointer, JsonNode node, List<String> found) {
        if (node.isObject()) {
            found.add(pointer);
            node.properties().forEach(field -> objects(pointer + "/" + field.getKey(), field.getValue(), found));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                objects(pointer + "/" + i, node.get(i), found);
            }
        }
        return found;
    }
}
