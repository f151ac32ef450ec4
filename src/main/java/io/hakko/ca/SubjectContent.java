package io.hakko.ca;

import io.hakko.policy.Scope;
import io.hakko.shared.CorporateNumber;
import java.util.Optional;

/**
 * What a certificate says about its holder, the recorded items (A-GEN-04).
 *
 * @param companyKind kind of company, on which the recorded items depend (B-APP-08)
 * @param romajiName name in Hepburn romaji, ASCII, as in the subject: {@code Yamada Taro}
 * @param name name in Japanese, characters of JIS X 0208 only (A-CHR-01)
 * @param companyName 商号・名称, Japanese
 * @param headOffice 本店住所, Japanese
 * @param corporateNumber 法人番号, unless it could not be confirmed
 * @param romajiAddress home address in romaji, only when requested (A-OPT-04)
 * @param powerOfRepresentation 代理権, only when requested (A-OPT-05)
 */
public record SubjectContent(
        Scope companyKind,
        String romajiName,
        String name,
        Optional<String> companyName,
        Optional<String> headOffice,
        Optional<CorporateNumber> corporateNumber,
        Optional<String> romajiAddress,
        Optional<String> powerOfRepresentation) {}
